// Parameters: space.
MATCH (s:Source:Memory {namespace: $space}) WHERE s.id IS NOT NULL
RETURN s.id AS id, s.uri AS uri, s.title AS title
