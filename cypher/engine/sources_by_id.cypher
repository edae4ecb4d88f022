// Parameters: space, ids.
UNWIND $ids AS id
MATCH (s:Source:Memory {namespace: $space, id: id})
RETURN s.id AS id, s.uri AS uri, s.title AS title
