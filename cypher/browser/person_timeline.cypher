// The timeline of a person: what they did, where and with whom, oldest first.
// Change the namespace and the name. For the large happenings alone add: AND e.level = 'occasion'
WITH 'default' AS space, 'Henrik Vasquez' AS name
MATCH (p:Entity:Memory {namespace: space, name: name})<-[r:AGENT]-(e:Event)
WHERE e.polarity = 'positive' AND e.modality = 'actual' AND e.occurred_from IS NOT NULL
  AND e.phrase <> ''
OPTIONAL MATCH (e)-[:AT]->(place:Place)
OPTIONAL MATCH (e)-[:COMPANION]->(other:Person)
RETURN left(e.occurred_from, 10) AS day, e.level AS level, e.phrase AS what,
       collect(DISTINCT place.name) AS places, collect(DISTINCT other.name) AS others
ORDER BY day, level DESC, what LIMIT 200;
