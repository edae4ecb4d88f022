// The scenes that someone is in, in order of time, with the part they have in each.
// Change the namespace and the name.
WITH 'default' AS space, 'Marisol Etxeberria' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})<-[:RESTS_ON]-(s:Scene)
RETURN left(s.occurred_from, 10) AS day, s.title AS scene,
       head([i IN range(0, size(s.cast) - 1) WHERE s.cast[i] = x.id | round(s.shares[i], 2)]) AS share,
       COUNT { (s)<-[:IN_SCENE]-() } AS facts
ORDER BY day, scene LIMIT 100;
