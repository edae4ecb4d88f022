// Episodes and words that tell of a time: first what lies within it, then what only overlaps.
// Parameters: space; times: rows of from and to; limit.
CALL {
  UNWIND $times AS asked
  MATCH (n:Event:Memory {namespace: $space})
  WHERE n._from < asked.to AND n._from >= '' AND n._to > asked.from
  RETURN n, n._from < asked.from OR n._to > asked.to AS outside
  UNION ALL
  UNWIND $times AS asked
  MATCH (n:Time:Memory {namespace: $space})
  WHERE n._from < asked.to AND n._from >= '' AND n._to > asked.from
  RETURN n, n._from < asked.from OR n._to > asked.to AS outside
}
WITH n, min(CASE WHEN outside THEN 1 ELSE 0 END) AS outside ORDER BY outside, n.id LIMIT $limit
CALL (n) {
  MATCH (n)-[r:EVIDENCED_BY]->() WHERE n:Event
  RETURN r
  UNION
  MATCH (n)<-[r:DURING]-() WHERE n:Time
  RETURN r
}
RETURN r.episode AS episode, outside, r.start AS start, r.end AS end
