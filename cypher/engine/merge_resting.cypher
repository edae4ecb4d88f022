// What nodes of the layers rest on. Parameters: space; rows of id and bases.
UNWIND $rows AS row
MATCH (n:Memory {namespace: $space, id: row.id}) USING INDEX n:Memory(namespace, id)
CALL (n) { MATCH (n)-[old:RESTS_ON]->() DELETE old }
UNWIND row.bases AS base
MATCH (b:Memory {namespace: $space, id: base}) USING INDEX b:Memory(namespace, id)
MERGE (n)-[:RESTS_ON]->(b)
