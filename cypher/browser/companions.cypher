// With whom someone was, how often, and where: those in the same large happenings.
// Change the namespace and the name.
WITH 'default' AS space, 'Marisol Etxeberria' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})<-[:AGENT|COMPANION]-(e:Event {level: 'occasion'})
MATCH (e)-[:AGENT|COMPANION]->(other:Person) WHERE other <> x AND other.named
OPTIONAL MATCH (e)-[:AT]->(place:Place)
RETURN other.name AS person, count(DISTINCT e) AS times, collect(DISTINCT place.name) AS places
ORDER BY times DESC, person LIMIT 50;
