// The blocks of sightings, and the names of entities. Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})-[:IN_BLOCK|CALLED]->(b)
RETURN DISTINCT b.id AS id
