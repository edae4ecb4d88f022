// Questions that one text left open and another answered, with both texts, as a graph.
// Change the namespace.
WITH 'default' AS space
MATCH (q)-[r:ANSWERED_BY {namespace: space}]->(answer) WHERE r.episode IS NOT NULL
MATCH raised = (q)<-[:RAISES]-(:Event)-[:EVIDENCED_BY]->(:Episode)-[:FROM]->(:Source)
OPTIONAL MATCH told = (answer)-[:MENTIONED_IN]->(e:Episode)-[:FROM]->(:Source) WHERE e.id = r.episode
RETURN q, r, answer, raised, told LIMIT 100;
