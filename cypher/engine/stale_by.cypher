// What hangs on nodes that are about to go: persons with a name themselves, what layers rest on, the
// episodes of what touches them, and questions that they answer. Parameters: space, ids.
UNWIND $ids AS gone
MATCH (n:Memory {namespace: $space, id: gone})
CALL (n) {
  WITH n WHERE n:Person AND n.named
  RETURN 'entity' AS sort, n.id AS id
  UNION
  MATCH (n)-[:RESTS_ON]->(b) WHERE NOT n:Persona
  RETURN CASE WHEN b:Episode THEN 'episode' ELSE 'entity' END AS sort, b.id AS id
  UNION
  MATCH (n)-[r]-()
  WHERE r.episode <> '' AND NOT type(r) IN ['ANSWERED_BY', 'MENTIONED_IN']
  RETURN 'episode' AS sort, r.episode AS id
  UNION
  MATCH (n)<-[:ANSWERED_BY]-(q)
  RETURN 'question' AS sort, q.id AS id
}
RETURN DISTINCT sort, id
