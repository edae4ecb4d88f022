// The normal forms under which entities are found; whole says that it is not a part of a name.
// Parameters: space; rows of id and names: a list of {name, whole}.
UNWIND $rows AS row
MATCH (n:Memory {namespace: $space, id: row.id}) USING INDEX n:Memory(namespace, id)
CALL (n) { MATCH (n)-[old:CALLED]->() DELETE old }
UNWIND row.names AS called
MERGE (m:Memory {namespace: $space, id: 'name:' + called.name})
ON CREATE SET m:Name
MERGE (n)-[r:CALLED]->(m)
SET r.whole = called.whole
