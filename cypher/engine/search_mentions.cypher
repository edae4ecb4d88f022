// Mentions of entities, the first `most` of each by episode; of who is named everywhere, any.
// Parameters: space, entities, most.
UNWIND $entities AS entity
MATCH (n:Entity:Memory {namespace: $space, id: entity})
CALL (n) {
  WITH n WHERE COUNT { (n)-[:MENTIONED_IN]->() } <= 2000
  MATCH (n)-[r:MENTIONED_IN]->(e)
  RETURN e.id AS episode, r.start AS start ORDER BY episode, start LIMIT $most
  UNION ALL
  WITH n WHERE COUNT { (n)-[:MENTIONED_IN]->() } > 2000
  MATCH (n)-[r:MENTIONED_IN]->(e)
  RETURN e.id AS episode, r.start AS start LIMIT $most
}
RETURN entity, episode, start
