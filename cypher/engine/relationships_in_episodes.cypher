// What rests on episodes; each type is looked up in its own index.
// Parameters: space, episodes; types, null for any.
CALL () {
  UNWIND CASE WHEN $types IS NULL OR 'AGENT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:AGENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PATIENT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:PATIENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'RECIPIENT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:RECIPIENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'EXPERIENCER' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:EXPERIENCER {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'INSTRUMENT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:INSTRUMENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'COMPANION' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:COMPANION {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'TOPIC' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:TOPIC {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'AT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:AT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'DURING' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:DURING {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PART_OF' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:PART_OF {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'MENTIONED_IN' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:MENTIONED_IN {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'EVIDENCED_BY' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:EVIDENCED_BY {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'HAS_ROLE' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:HAS_ROLE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'IN_STATE' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:IN_STATE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'RAISES' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:RAISES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'ANSWERED_BY' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:ANSWERED_BY {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'NEXT' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:NEXT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'FROM' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:FROM {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SUPPORTS' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:SUPPORTS {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SUPERSEDES' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:SUPERSEDES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'CONTRADICTS' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:CONTRADICTS {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'IN_SCENE' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:IN_SCENE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SHAPES' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:SHAPES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PORTRAYS' IN $types THEN $episodes ELSE [] END AS key
  MATCH ()-[r:PORTRAYS {namespace: $space, episode: key}]->() RETURN r
}
RETURN r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,
       r.episode AS episode, properties(r) AS properties
