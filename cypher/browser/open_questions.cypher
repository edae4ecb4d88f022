// What the texts left open: questions that no later text answered, with the words that raise them.
// Change the namespace.
WITH 'default' AS space
MATCH (e)-[r:RAISES {namespace: space}]->(q) WHERE r.episode IS NOT NULL
  AND NOT EXISTS { (q)-[:ANSWERED_BY]->() }
MATCH (e)-[w:EVIDENCED_BY]->(episode:Episode)-[:FROM]->(s:Source)
RETURN q.text AS question, q.asks AS asks, s.uri AS source,
       substring(episode.text, w.start, w.end - w.start) AS words
ORDER BY question, source LIMIT 100;
