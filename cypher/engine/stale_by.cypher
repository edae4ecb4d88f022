// What hangs on nodes that are about to go: entities themselves, what layers rest on, and the
// episodes of what touches them. Parameters: space, ids.
UNWIND $ids AS gone
MATCH (n:Memory {namespace: $space, id: gone})
CALL (n) {
  WITH n WHERE n:Entity
  RETURN 'entity' AS sort, n.id AS id
  UNION
  MATCH (n)-[:RESTS_ON]->(b) WHERE NOT n:Persona
  RETURN CASE WHEN b:Episode THEN 'episode' ELSE 'entity' END AS sort, b.id AS id
  UNION
  MATCH (n)-[r]-()
  WHERE r.episode <> '' AND NOT type(r) IN ['ANSWERED_BY', 'MENTIONED_IN']
  RETURN 'episode' AS sort, r.episode AS id
}
RETURN DISTINCT sort, id
