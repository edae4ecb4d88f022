// The relationships between nodes. An entity may go out to thousands of episodes, and all else to
// few: so its own are looked up from the other end. Parameters: space, others, entities, ids.
CALL {
  UNWIND $others AS id
  MATCH (:Memory {namespace: $space, id: id})-[r]->(b)
  WHERE b.id IN $ids AND NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON']
  RETURN r
  UNION
  UNWIND $others AS id
  MATCH (:Memory {namespace: $space, id: id})<-[r]-(a)
  WHERE a.id IN $entities AND NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON']
  RETURN r
  UNION
  UNWIND $places AS id
  MATCH (:Memory {namespace: $space, id: id})-[r:PART_OF]->(b)
  WHERE b.id IN $places
  RETURN r
}
RETURN DISTINCT r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,
       r.episode AS episode, properties(r) AS properties
