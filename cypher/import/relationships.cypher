// Merges the relationships of an export, after its nodes. Parameters: $namespace,
// $relationships (the list of that name). Returns how many were merged.
UNWIND $relationships AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:$(row.type) {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;
