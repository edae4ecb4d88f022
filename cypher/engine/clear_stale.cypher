// Parameters: space.
MATCH (n:Stale:Memory {namespace: $space})
DELETE n
