// The row of a namespace: what is counted and recorded of it.
// Parameters: space.
MATCH (s:Memory {namespace: $space, id: 'namespace'})
RETURN s.sequence AS sequence, s.passages AS passages, s.terms AS terms, s.metadata AS metadata
