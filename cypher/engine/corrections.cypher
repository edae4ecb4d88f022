// Parameters: space.
MATCH (c:Correction:Memory {namespace: $space}) WHERE c.id IS NOT NULL
RETURN properties(c) AS correction
