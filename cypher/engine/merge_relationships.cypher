// Returns the ids of those that have both their ends. Parameters: space; rows of id, type, source,
// target, properties.
UNWIND $rows AS row
MATCH (a:Memory {namespace: $space, id: row.source}) USING INDEX a:Memory(namespace, id)
MATCH (b:Memory {namespace: $space, id: row.target}) USING INDEX b:Memory(namespace, id)
MERGE (a)-[r:$(row.type) {id: row.id}]->(b)
SET r = row.properties
RETURN r.id AS id
