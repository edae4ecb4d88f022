// Passages, those of whole episodes, and what is right before and after them: in their episode, or
// in a chat at the end of the episode before and the beginning of the one after; all with their
// episodes and sources. Parameters: space, ids, episodes; beside: whether that is wanted.
CALL () {
  UNWIND $ids AS id
  MATCH (p:Passage:Memory {namespace: $space, id: id})
  RETURN p
  UNION
  UNWIND $episodes AS episode
  MATCH (p:Passage:Memory {namespace: $space, episode: episode}) WHERE p.start IS NOT NULL
  RETURN p
}
WITH collect(p) AS found
CALL (found) {
  UNWIND found AS p
  RETURN p, 0 AS beside
  UNION ALL
  UNWIND CASE WHEN $beside THEN found ELSE [] END AS f
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
  RETURN p, 1 AS beside
}
WITH p, min(beside) AS beside
MATCH (e:Episode:Memory {namespace: $space, id: p.episode})-[:FROM]->(s)
RETURN p {.id, .episode, .start, .end, .dated, .terms, .vector} AS passage,
       e {.id, .source, .ordinal, .text, .heading, .speaker, .occurred_from, .occurred_to, .grain,
          .recorded_at} AS episode,
       s {.id, .uri, .title} AS source, beside = 1 AS beside
