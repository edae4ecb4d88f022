// Everything that happened at a place, with those who were there, oldest first.
// Change the namespace and the name.
WITH 'default' AS space, 'Harbourfront Library' AS name
MATCH (place:Entity:Memory {namespace: space, name: name})<-[:AT]-(e:Event {level: 'occasion'})
OPTIONAL MATCH (e)-[:AGENT|COMPANION]->(p:Person)
OPTIONAL MATCH (e)-[:DURING]->(t:Time)
RETURN left(t.from, 10) AS day, e.predicate AS what, collect(DISTINCT p.name) AS people
ORDER BY day, what LIMIT 200;
