// Parameters: space, about: ids of subjects.
UNWIND $about AS about
MATCH (n:Fact:Memory {namespace: $space, subject: about})
RETURN labels(n) AS labels, properties(n) AS properties
