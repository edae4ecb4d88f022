// Parameters: space.
MATCH (s:Memory {namespace: $space, id: 'namespace'})
SET s.passages = 0, s.terms = 0
