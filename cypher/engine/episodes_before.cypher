// Episodes, and those directly before them in their sources. Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
CALL (e) {
  MATCH (p:Episode:Memory {namespace: $space, source: e.source})
  WHERE p.ordinal <= e.ordinal AND (p.ordinal < e.ordinal OR p.id < e.id)
  RETURN p.id AS before ORDER BY p.ordinal DESC, p.id DESC LIMIT 1
  UNION ALL
  RETURN e.id AS before
}
RETURN DISTINCT before AS id
