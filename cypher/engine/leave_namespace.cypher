// Lets go of a namespace in which nothing is left; who read it says nothing then.
// Parameters: space, and recorded: whether what is recorded of it is enough to keep it.
MATCH (s:Memory {namespace: $space, id: 'namespace'}) USING INDEX s:Memory(namespace, id)
WHERE NOT ($recorded AND s.metadata <> '{}')
  AND NOT EXISTS { MATCH (n:Memory {namespace: $space})
                   WHERE n.id <> 'namespace' AND NOT n:Stale AND NOT n:Term }
DETACH DELETE s
