// Parameters: space, ids.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
RETURN labels(n) AS labels,
       CASE WHEN n:Episode THEN n {.id, .ordinal, .length, .heading, .speaker, .occurred_from,
                                   .occurred_to, .grain, .recorded_at}
            ELSE properties(n) END AS properties
