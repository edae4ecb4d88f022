// What the texts left open, and what a later text answered.
MATCH (e:Event)-[:RAISES]->(q:Question)
OPTIONAL MATCH (q)-[:ANSWERED_BY]->(a)
RETURN q.text AS question, coalesce(a.name, a.from) AS answer
ORDER BY answer IS NULL, question;
