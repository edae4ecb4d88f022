// Parameters: space, about: predicates.
UNWIND $about AS about
MATCH (n:Event:Memory {namespace: $space, predicate: about})
RETURN labels(n) AS labels, properties(n) AS properties
