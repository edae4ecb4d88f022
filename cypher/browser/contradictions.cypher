// Facts that contradict each other, with the episodes that tell of each, as a graph.
// Change the namespace.
WITH 'default' AS space
MATCH (one)-[r:CONTRADICTS {namespace: space}]->(other) WHERE r.episode IS NOT NULL
OPTIONAL MATCH said = (one)<-[:SUPPORTS]-(:Event)-[:EVIDENCED_BY]->(:Episode)-[:FROM]->(:Source)
OPTIONAL MATCH denied = (other)<-[:SUPPORTS]-(:Event)-[:EVIDENCED_BY]->(:Episode)-[:FROM]->(:Source)
RETURN one, r, other, said, denied LIMIT 100;
