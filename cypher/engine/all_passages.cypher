// The terms of all passages. Parameters: space.
MATCH (p:Passage:Memory {namespace: $space}) WHERE p.episode IS NOT NULL
RETURN p.id AS id, p.terms AS terms
