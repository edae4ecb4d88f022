// Under which words someone is meant, and for what reason each was taken to be them.
// Change the namespace and the name.
WITH 'default' AS space, 'Amara Okonkwo' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})-[m:MENTIONED_IN]->(ep:Episode)-[:FROM]->(s:Source)
RETURN s.uri AS source, ep.ordinal AS episode, m.start AS start, m.text AS words,
       m.reason AS reason, m.score AS score
ORDER BY source, episode, start LIMIT 100;
