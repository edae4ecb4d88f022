// The row of a namespace: what is counted and recorded of it, and whether it is being filled.
// Parameters: space.
OPTIONAL MATCH (s:Memory {namespace: $space, id: 'namespace'})
WITH s, EXISTS { (:Graphmem {name: 'filling ' + $space}) } AS filling
WHERE s IS NOT NULL OR filling
RETURN coalesce(s.sequence, 0) AS sequence, coalesce(s.passages, 0) AS passages,
       coalesce(s.terms, 0) AS terms, coalesce(s.metadata, '{}') AS metadata, filling
