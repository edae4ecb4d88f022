// Parameters: space; passages and terms: by how many there are more.
MATCH (s:Memory {namespace: $space, id: 'namespace'})
SET s.passages = s.passages + $passages, s.terms = s.terms + $terms
