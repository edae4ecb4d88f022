// How many passages are said to have each term. Parameters: space.
MATCH (t:Term:Memory {namespace: $space})
RETURN t.id AS id, t.frequency AS frequency
