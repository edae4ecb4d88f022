// Parameters: space; rows of id, blocks and properties.
UNWIND $rows AS row
MERGE (n:Memory {namespace: $space, id: row.id})
SET n:Sighting, n += row.properties
WITH n, row
CALL (n) { MATCH (n)-[old:IN_BLOCK]->() DELETE old }
UNWIND row.blocks AS block
MERGE (b:Memory {namespace: $space, id: 'block:' + block})
ON CREATE SET b:Block
MERGE (n)-[:IN_BLOCK]->(b)
