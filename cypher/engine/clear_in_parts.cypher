// In transactions of its own, for what is too much for one. Parameters: space.
MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
WHERE n.id IS NOT NULL
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 5000 ROWS
