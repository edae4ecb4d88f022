// How many passages have each term. Parameters: space, terms.
UNWIND $terms AS term
MATCH (t:Memory {namespace: $space, id: 'term:' + term})
RETURN term, t.frequency AS frequency
