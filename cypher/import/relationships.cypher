// Merges the relationships of one type of an export, after its nodes. Run it once for each type.
// Parameters: $namespace, $type, $relationships (the list of that name, of all types).
// One type a run, because Neo4j 5.26.0 gives every row the type of the first one when the type
// comes from the row. Returns how many were merged.
UNWIND [row IN $relationships WHERE row.type = $type] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:$($type) {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;
