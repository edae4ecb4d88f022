// Makes a namespace when it is new, and locks it for as long as the transaction takes.
// Parameters: space.
MERGE (s:Memory {namespace: $space, id: 'namespace'})
ON CREATE SET s:Namespace, s.passages = 0, s.terms = 0, s.metadata = '{}', s.sequence = 0
SET s.locked = true
