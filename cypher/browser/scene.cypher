// One scene as a picture: its facts, the events behind them, who took part, where and when.
// Change the namespace, someone who is in it, and a word of its title.
WITH 'default' AS space, 'Henrik Vasquez' AS name, 'job interview' AS word
MATCH (x:Entity:Memory {namespace: space, name: name})<-[:RESTS_ON]-(s:Scene)
WHERE toLower(s.title) CONTAINS toLower(word)
MATCH told = (s)<-[:IN_SCENE]-(:Fact)<-[:SUPPORTS]-(e:Event)
OPTIONAL MATCH (e)-[r:AGENT|PATIENT|COMPANION|AT|DURING]->(part)
RETURN told, r, part LIMIT 200;
