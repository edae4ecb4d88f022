// How many passages are said to have each term. Parameters: space.
MATCH (t:Memory {namespace: $space}) USING INDEX t:Memory(namespace, id)
WHERE t.id STARTS WITH 'term:' AND t:Term
RETURN t.id AS id, t.frequency AS frequency
