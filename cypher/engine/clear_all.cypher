// Parameters: space.
MATCH (n:Memory {namespace: $space})
DETACH DELETE n
