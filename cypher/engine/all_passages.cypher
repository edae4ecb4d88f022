// The terms of all passages. Parameters: space.
MATCH (p:Passage:Memory {namespace: $space}) USING INDEX p:Passage(namespace, episode, start)
WHERE p.episode IS NOT NULL AND p.start IS NOT NULL
RETURN p.id AS id, p.terms AS terms
