// What a person did, where and when, oldest first. Set the name:  :param name => 'Yuki Tanabe'
MATCH (p:Entity:Person {name: $name})<-[:AGENT]-(e:Event)-[:DURING]->(t:Time)
OPTIONAL MATCH (e)-[:AT]->(place:Place)
RETURN t.from AS day, e.level AS level, e.predicate AS what, collect(DISTINCT place.name) AS places
ORDER BY day, level DESC;
