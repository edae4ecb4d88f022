// A persona and what it rests on: whom it portrays, the scenes that shape it and their facts.
// Change the namespace and the name.
WITH 'default' AS space, 'Yuki Tanabe' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})<-[portrays:PORTRAYS]-(p:Persona)
MATCH (p)<-[shapes:SHAPES]-(s:Scene)
OPTIONAL MATCH (s)<-[in:IN_SCENE]-(f:Fact {subject: x.id})
RETURN x, portrays, p, shapes, s, in, f LIMIT 100;
