// Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
RETURN labels(n) AS labels, properties(n) AS properties
