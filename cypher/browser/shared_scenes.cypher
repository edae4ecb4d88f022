// The scenes that two people share, with the facts in them that rest on both or either, as a graph.
// Change the namespace and the two names.
WITH 'default' AS space, 'Henrik Vasquez' AS one, 'Yuki Tanabe' AS other
MATCH (a:Entity:Memory {namespace: space, name: one})
MATCH (b:Entity:Memory {namespace: space, name: other})
MATCH (a)<-[left:RESTS_ON]-(s:Scene)-[right:RESTS_ON]->(b)
OPTIONAL MATCH (f:Fact)-[in:IN_SCENE]->(s)
RETURN a, left, s, right, b, in, f LIMIT 100;
