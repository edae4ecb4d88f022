// Where a person was and when, in order, with the source that says so. An inferred place or time
// was given by another sentence.
// Change the namespace and the name.
WITH 'default' AS space, 'Yuki Tanabe' AS name
MATCH (p:Entity:Memory {namespace: space, name: name})<-[:AGENT|COMPANION]-(e:Event)-[at:AT]->(place:Place)
WHERE place.named AND e.predicate <> '' AND e.polarity = 'positive' AND e.modality = 'actual'
MATCH (e)-[during:DURING]->(t:Time)
MATCH (e)-[:EVIDENCED_BY]->(:Episode)-[:FROM]->(s:Source)
RETURN left(t.from, 10) AS day, place.name AS place, collect(DISTINCT e.predicate)[..4] AS doing,
       collect(DISTINCT s.uri) AS sources,
       any(guess IN collect(coalesce(at.inferred, false) OR coalesce(during.inferred, false)) WHERE guess)
         AS inferred
ORDER BY day, place LIMIT 200;
