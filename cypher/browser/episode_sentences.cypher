// What an episode says, in the order of its words: who did what to whom, where and when.
// Change the namespace, the uri of the source, and the number of the episode in it, from 0.
WITH 'default' AS space, 'letter 1' AS uri, 0 AS ordinal
MATCH (s:Source:Memory {namespace: space}) WHERE s.id IS NOT NULL AND s.uri = uri
MATCH (ep:Episode:Memory {namespace: space, source: s.id, ordinal: ordinal})
MATCH (ep)<-[w:EVIDENCED_BY]-(e:Event {level: 'action'})
OPTIONAL MATCH (e)-[r]->(x:Entity|Time) WHERE r.episode = ep.id
RETURN w.start AS start, e.predicate AS does,
       collect(DISTINCT type(r) + ' ' + coalesce(x.name, left(x.from, 10))) AS parts,
       substring(ep.text, w.start, w.end - w.start) AS words
ORDER BY start, does LIMIT 200;
