// Nodes of these labels. Parameters: space, labels.
MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
WHERE n.id IS NOT NULL AND any(label IN labels(n) WHERE label IN $labels)
RETURN labels(n) AS labels,
       CASE WHEN n:Episode THEN n {.id, .ordinal, .length, .heading, .speaker, .occurred_from,
                                   .occurred_to, .grain, .recorded_at}
            ELSE properties(n) END AS properties
