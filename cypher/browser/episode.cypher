// Everything that an episode contributed: its events, who and what is in them, where and when.
// Change the namespace, the uri of the source, and the number of the episode in it, from 0.
WITH 'default' AS space, 'letter 5' AS uri, 0 AS ordinal
MATCH (s:Source:Memory {namespace: space}) WHERE s.id IS NOT NULL AND s.uri = uri
MATCH (ep:Episode:Memory {namespace: space, source: s.id, ordinal: ordinal})
MATCH from = (ep)-[:FROM]->(s)
MATCH (ep)<-[r:EVIDENCED_BY|MENTIONED_IN]-(n)
OPTIONAL MATCH (n)-[part]->(m) WHERE part.episode = ep.id
  AND NOT type(part) IN ['EVIDENCED_BY', 'MENTIONED_IN', 'CALLED']
RETURN from, r, n, part, m LIMIT 300;
