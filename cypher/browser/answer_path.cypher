// The path by which an answer is reached: from who is asked about, over what happened, to the place
// and the time, and to the text that says so. Here: where did Yuki Tanabe visit somebody?
// Change the namespace, the name, and the verb in its plain form.
WITH 'default' AS space, 'Yuki Tanabe' AS name, 'visit' AS verb
MATCH (x:Entity:Memory {namespace: space, name: name})<-[asked:AGENT]-(e:Event)
WHERE e.predicate = verb
MATCH (e)-[said:EVIDENCED_BY]->(ep:Episode)-[of:FROM]->(s:Source)
OPTIONAL MATCH (e)-[part:AT|DURING|PATIENT|RECIPIENT|COMPANION]->(answer)
RETURN x, asked, e, part, answer, said, ep, of, s LIMIT 100;
