// Nodes of these labels. Parameters: space, labels.
MATCH (n:Memory {namespace: $space})
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN labels(n) AS labels,
       CASE WHEN n:Episode THEN n {.id, .ordinal, .length, .heading, .speaker, .occurred_from,
                                   .occurred_to, .grain, .recorded_at}
            ELSE properties(n) END AS properties
