// The words in the texts that a persona rests on, source by source.
// Change the namespace and the name.
WITH 'default' AS space, 'Yuki Tanabe' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})<-[:PORTRAYS]-(p:Persona)
UNWIND p.evidence AS evidence
WITH space, split(evidence, ':') AS span
MATCH (e:Episode:Memory {namespace: space, id: span[0]})-[:FROM]->(s:Source)
WITH s, e, toInteger(span[1]) AS start, toInteger(span[2]) AS end
RETURN s.uri AS source, start, left(substring(e.text, start, end - start), 120) AS words
ORDER BY source, start, words LIMIT 100;
