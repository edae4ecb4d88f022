// Episodes of a time. Parameters: space; times: rows of from and to; limit.
UNWIND $times AS asked
MATCH (e:Episode:Memory {namespace: $space})
WHERE e.occurred_from < asked.to AND e.occurred_from >= '' AND e.occurred_to > asked.from
WITH e.id AS episode, min(CASE WHEN e.occurred_from < asked.from OR e.occurred_to > asked.to THEN 1 ELSE 0 END) AS outside
RETURN episode, outside ORDER BY outside, episode LIMIT $limit
