// Lets go of a namespace in which nothing is left; who read it says nothing then.
// Parameters: space, and recorded: whether what is recorded of it is enough to keep it.
MATCH (s:Memory {namespace: $space, id: 'namespace'}) USING INDEX s:Memory(namespace, id)
WHERE NOT ($recorded AND s.metadata <> '{}')
CALL () {
  MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
  WHERE n.id IS NOT NULL AND n.id <> 'namespace' AND NOT n:Stale AND NOT n:Term
  RETURN n LIMIT 1
  UNION
  RETURN null AS n
}
WITH s, count(n) AS left WHERE left = 0
DETACH DELETE s
