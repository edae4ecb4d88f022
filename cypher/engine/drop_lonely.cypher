// Blocks and names that nothing bears any more. Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
WHERE NOT EXISTS { ()-[:IN_BLOCK|CALLED]->(n) }
DELETE n
