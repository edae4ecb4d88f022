// What lacks the evidence that it belongs to. Parameters: space.
CALL () {
  MATCH (n:Passage:Memory {namespace: $space}) USING INDEX n:Passage(namespace, episode, start)
  WHERE n.episode IS NOT NULL AND n.start IS NOT NULL
    AND NOT EXISTS { MATCH (:Episode:Memory {namespace: $space, id: n.episode}) }
  RETURN 'passage' AS sort, n.id AS id
  UNION ALL
  MATCH (n:Sighting:Memory {namespace: $space}) USING INDEX n:Sighting(namespace, episode)
  WHERE n.episode IS NOT NULL
    AND NOT EXISTS { MATCH (:Episode:Memory {namespace: $space, id: n.episode}) }
  RETURN 'sighting' AS sort, n.id AS id
  UNION ALL
  MATCH (n:Episode:Memory {namespace: $space}) USING INDEX n:Episode(namespace, id)
  WHERE n.id IS NOT NULL
    AND NOT EXISTS { MATCH (:Source:Memory {namespace: $space, id: n.source}) }
  RETURN 'episode' AS sort, n.id AS id
  UNION ALL
  MATCH (n:Source:Memory {namespace: $space}) USING INDEX n:Source(namespace, id)
  WHERE n.id IS NOT NULL
    AND NOT EXISTS { MATCH (:Episode)-[:FROM]->(n) }
  RETURN 'source' AS sort, n.id AS id
}
RETURN sort, id
