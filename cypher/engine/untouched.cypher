// The nodes of a list that no relationship touches. Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
WHERE NOT EXISTS { MATCH (n)-[r]-() WHERE NOT type(r) IN ['CALLED', 'RESTS_ON'] }
RETURN n.id AS id
