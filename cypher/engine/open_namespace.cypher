// Makes a namespace, or locks it for as long as the transaction takes; each change has a number
// of its own, also when the namespace went in between and comes again. Returns the one before.
// Parameters: space.
MERGE (s:Memory {namespace: $space, id: 'namespace'})
ON CREATE SET s:Namespace, s.passages = 0, s.terms = 0, s.metadata = '{}', s.sequence = 0
SET s.locked = true
WITH s, s.sequence AS before
SET s.sequence = CASE WHEN timestamp() > before THEN timestamp() ELSE before + 1 END
RETURN before
