// Parameters: space.
MATCH (n:Memory {namespace: $space})
WHERE NOT n:Episode AND NOT n:Source AND NOT n:Correction AND NOT n:Namespace AND NOT n:Stale
DETACH DELETE n
