// All vectors of a namespace, for one so small that the index would not find them.
// Parameters: space, dim.
MATCH (p:Passage:Memory {namespace: $space}) WHERE p.episode IS NOT NULL AND p.dim = $dim
RETURN p.id AS id, p.vector AS vector
