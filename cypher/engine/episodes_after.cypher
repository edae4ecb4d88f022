// Episodes, their sources, and the episode after each, null at the end. Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
OPTIONAL CALL (e) {
  MATCH (n:Episode:Memory {namespace: $space, source: e.source})
  WHERE n.ordinal >= e.ordinal AND (n.ordinal > e.ordinal OR n.id > e.id)
  RETURN n.id AS after ORDER BY n.ordinal, n.id LIMIT 1
}
RETURN e.id AS id, e.source AS source, after
