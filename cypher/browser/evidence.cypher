// The words that something rests on: every mention of an entity with its reason.  :param name => 'Piet Vandersloot'
MATCH (n:Entity {name: $name})-[m:MENTIONED_IN]->(ep:Episode)-[:FROM]->(s:Source)
RETURN s.uri AS source, ep.ordinal AS episode, m.start AS start, m.text AS words, m.reason AS reason,
       m.score AS score
ORDER BY source, episode, start;
