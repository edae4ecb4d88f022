// All of some types. Parameters: space; types, null for any.
CALL () {
  UNWIND CASE WHEN $types IS NULL OR 'AGENT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:AGENT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PATIENT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:PATIENT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'RECIPIENT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:RECIPIENT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'EXPERIENCER' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:EXPERIENCER {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'INSTRUMENT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:INSTRUMENT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'COMPANION' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:COMPANION {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'TOPIC' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:TOPIC {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'AT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:AT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'DURING' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:DURING {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PART_OF' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:PART_OF {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'MENTIONED_IN' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:MENTIONED_IN {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'EVIDENCED_BY' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:EVIDENCED_BY {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'HAS_ROLE' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:HAS_ROLE {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'IN_STATE' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:IN_STATE {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'RAISES' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:RAISES {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'ANSWERED_BY' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:ANSWERED_BY {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'NEXT' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:NEXT {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'FROM' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:FROM {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SUPPORTS' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:SUPPORTS {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SUPERSEDES' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:SUPERSEDES {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'CONTRADICTS' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:CONTRADICTS {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'IN_SCENE' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:IN_SCENE {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'SHAPES' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:SHAPES {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
  UNION ALL
  UNWIND CASE WHEN $types IS NULL OR 'PORTRAYS' IN $types THEN [1] ELSE [] END AS wanted
  MATCH ()-[r:PORTRAYS {namespace: $space}]->() WHERE r.episode IS NOT NULL RETURN r
}
RETURN r.id AS id, type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,
       r.episode AS episode, properties(r) AS properties
