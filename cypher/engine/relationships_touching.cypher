// Parameters: space; touching: ids of nodes; types, null for any.
UNWIND $touching AS id
MATCH (n:Memory {namespace: $space, id: id})-[r]-()
WHERE NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON'] AND ($types IS NULL OR type(r) IN $types)
RETURN DISTINCT r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,
       r.episode AS episode, properties(r) AS properties
