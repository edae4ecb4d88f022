// Parameters: space, bases.
UNWIND $bases AS base
MATCH (n)-[:RESTS_ON]->(:Memory {namespace: $space, id: base})
RETURN DISTINCT labels(n) AS labels, properties(n) AS properties
