// The links that go out from episodes. Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})-[r:NEXT|FROM]->(to)
RETURN r.id AS id, type(r) AS type, e.id AS source, to.id AS target
