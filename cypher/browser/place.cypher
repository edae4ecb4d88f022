// Everything that happened at a place, with those who were there.  :param name => 'Harbourfront Library'
MATCH (place:Place {name: $name})<-[:AT]-(e:Event {level: 'occasion'})
OPTIONAL MATCH (e)-[:AGENT|COMPANION]->(p:Person)
OPTIONAL MATCH (e)-[:DURING]->(t:Time)
RETURN t.from AS day, e.predicate AS what, collect(DISTINCT p.name) AS people
ORDER BY day;
