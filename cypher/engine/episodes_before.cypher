// Episodes, and those directly before them in their sources. Parameters: space, episodes.
// Ordered by all that the index has, so that it is read backwards from the episode and no further.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
CALL (e) {
  MATCH (p:Episode:Memory {namespace: $space, source: e.source})
  USING INDEX p:Episode(namespace, source, ordinal)
  WHERE p.ordinal < e.ordinal
  WITH p ORDER BY p.namespace DESC, p.source DESC, p.ordinal DESC LIMIT 1
  MATCH (q:Episode:Memory {namespace: $space, source: p.source, ordinal: p.ordinal})
  USING INDEX q:Episode(namespace, source, ordinal)
  RETURN max(q.id) AS before
  UNION ALL
  MATCH (p:Episode:Memory {namespace: $space, source: e.source, ordinal: e.ordinal})
  USING INDEX p:Episode(namespace, source, ordinal)
  WHERE p.id <= e.id
  RETURN p.id AS before
}
WITH DISTINCT before WHERE before IS NOT NULL
RETURN before AS id
