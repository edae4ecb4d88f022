// Passages right before and after others: in their episode, or in a chat at the end of the episode
// before and the beginning of the one after. Parameters: space, ids.
UNWIND $ids AS id
MATCH (f:Passage:Memory {namespace: $space, id: id})
CALL (f) {
  MATCH (p:Passage:Memory {namespace: $space, episode: f.episode}) WHERE p.start < f.start
  RETURN p ORDER BY p.start DESC LIMIT 1
  UNION
  MATCH (p:Passage:Memory {namespace: $space, episode: f.episode}) WHERE p.start > f.start
  RETURN p ORDER BY p.start LIMIT 1
  UNION
  MATCH (e:Episode:Memory {namespace: $space, id: f.episode})<-[:NEXT]-(b)
  WHERE e.speaker IS NOT NULL
  MATCH (p:Passage:Memory {namespace: $space, episode: b.id}) WHERE p.start IS NOT NULL
  RETURN p ORDER BY p.start DESC LIMIT 1
  UNION
  MATCH (e:Episode:Memory {namespace: $space, id: f.episode})-[:NEXT]->(a)
  WHERE e.speaker IS NOT NULL
  MATCH (p:Passage:Memory {namespace: $space, episode: a.id}) WHERE p.start IS NOT NULL
  RETURN p ORDER BY p.start LIMIT 1
}
RETURN DISTINCT p.id AS id
