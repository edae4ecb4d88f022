// Parameters: space.
MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
WHERE n.id IS NOT NULL AND NOT n:Episode AND NOT n:Source AND NOT n:Correction
  AND NOT n:Decision AND NOT n:Namespace AND NOT n:Stale
DETACH DELETE n
