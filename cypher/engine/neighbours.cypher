// Of each node the first `limit` that it points to, and that point to it; a source is no way from
// one episode to another. Parameters: space, ids, limit.
UNWIND $ids AS id
MATCH (n:Memory {namespace: $space, id: id})
CALL (n) {
  MATCH (n)-[r]->(m) WHERE NOT type(r) IN ['FROM', 'CALLED', 'RESTS_ON']
  WITH DISTINCT m.id AS near ORDER BY near LIMIT $limit
  RETURN collect(near) AS out
}
CALL (n) {
  MATCH (n)<-[r]-(m) WHERE NOT type(r) IN ['FROM', 'CALLED', 'RESTS_ON']
  WITH DISTINCT m.id AS near ORDER BY near LIMIT $limit
  RETURN collect(near) AS back
}
RETURN id, out, back
