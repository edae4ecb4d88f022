// Nodes of these labels. Parameters: space, labels.
MATCH (n:Memory {namespace: $space})
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN labels(n) AS labels, properties(n) AS properties
