// Whether any episode is left. Parameters: space.
RETURN EXISTS { MATCH (e:Episode:Memory {namespace: $space}) WHERE e.id IS NOT NULL } AS left
