// Merges the nodes of an export. Parameters: $namespace, $nodes (the list `nodes` of
// `graphmem export --format json`). Returns how many were merged. Needs Neo4j 5.26 or later.
UNWIND $nodes AS row
MERGE (n:Memory {namespace: $namespace, id: row.id})
SET n += row.properties, n:$(row.labels)
RETURN count(n) AS merged;
