// Parameters: space.
MATCH (e:Episode:Memory {namespace: $space})-[r]->() WHERE e.id IS NOT NULL
DELETE r
