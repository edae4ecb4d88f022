// Parameters: space.
MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
WHERE n.id IS NOT NULL
DETACH DELETE n
