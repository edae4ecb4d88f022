// Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
DETACH DELETE n
