// Drops what rests on episodes. Parameters: space, episodes.
CALL () {
  UNWIND $episodes AS key MATCH ()-[r:AGENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:PATIENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:RECIPIENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:EXPERIENCER {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:INSTRUMENT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:COMPANION {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:TOPIC {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:AT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:DURING {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:PART_OF {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:MENTIONED_IN {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:EVIDENCED_BY {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:HAS_ROLE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:IN_STATE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:RAISES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:ANSWERED_BY {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:NEXT {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:FROM {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:SUPPORTS {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:SUPERSEDES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:CONTRADICTS {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:IN_SCENE {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:SHAPES {namespace: $space, episode: key}]->() RETURN r
  UNION ALL
  UNWIND $episodes AS key MATCH ()-[r:PORTRAYS {namespace: $space, episode: key}]->() RETURN r
}
DELETE r
