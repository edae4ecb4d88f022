// Episodes, their sources, and the episode after each, null at the end. Parameters: space, episodes.
// Ordered by all that the index has, so that it is read from the episode on and no further.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
CALL (e) {
  MATCH (n:Episode:Memory {namespace: $space, source: e.source, ordinal: e.ordinal})
  USING INDEX n:Episode(namespace, source, ordinal)
  WHERE n.id > e.id
  RETURN min(n.id) AS beside
}
CALL (e) {
  OPTIONAL MATCH (n:Episode:Memory {namespace: $space, source: e.source})
  USING INDEX n:Episode(namespace, source, ordinal)
  WHERE n.ordinal > e.ordinal
  WITH n ORDER BY n.namespace, n.source, n.ordinal LIMIT 1
  OPTIONAL MATCH (m:Episode:Memory {namespace: $space, source: n.source, ordinal: n.ordinal})
  USING INDEX m:Episode(namespace, source, ordinal)
  RETURN min(m.id) AS later
}
RETURN e.id AS id, e.source AS source, coalesce(beside, later) AS after
