// What changed about someone: facts that took the place of others, newer to older, as a graph.
// Change the namespace and the name.
WITH 'default' AS space, 'Henrik Vasquez' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})
MATCH (newer:Fact:Memory {namespace: space, subject: x.id})-[r:SUPERSEDES]->(older:Fact)
OPTIONAL MATCH told = (newer)<-[:SUPPORTS]-(:Event)-[:AGENT|EXPERIENCER|PATIENT]->(x)
OPTIONAL MATCH before = (older)<-[:SUPPORTS]-(:Event)-[:AGENT|EXPERIENCER|PATIENT]->(x)
RETURN x, newer, r, older, told, before LIMIT 100;
