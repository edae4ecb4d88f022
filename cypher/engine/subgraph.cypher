// Nodes, the first of what they point to and of what points to them, and all relationships between
// these. A source is no way from one episode to another. An entity may go out to thousands of
// episodes, and all else to few: so its own relationships are looked up from the other end.
// Parameters: space, ids; limit, of nodes in all; most, of neighbours of each, 0 for none.
CALL () {
  UNWIND $ids AS id
  MATCH (n:Memory {namespace: $space, id: id})
  WITH DISTINCT n ORDER BY n.id LIMIT $limit
  RETURN collect(n) AS starts
}
CALL (starts) {
  UNWIND CASE WHEN $most > 0 THEN starts ELSE [] END AS n
  CALL (n) {
    MATCH (n)-[r]->(m) WHERE NOT type(r) IN ['FROM', 'CALLED', 'RESTS_ON']
    WITH DISTINCT m ORDER BY m.id LIMIT $most
    RETURN m
    UNION
    MATCH (n)<-[r]-(m) WHERE NOT type(r) IN ['FROM', 'CALLED', 'RESTS_ON']
    WITH DISTINCT m ORDER BY m.id LIMIT $most
    RETURN m
  }
  WITH DISTINCT m WHERE NOT m IN starts
  ORDER BY m.id
  WITH collect(m) AS others
  RETURN others[..$limit - size(starts)] AS near
}
WITH starts + near AS found
OPTIONAL CALL (found) {
  UNWIND [n IN found WHERE NOT n:Entity] AS n
  MATCH (n)-[r]->(b)
  WHERE NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON'] AND b IN found
  RETURN r
  UNION
  UNWIND [n IN found WHERE NOT n:Entity] AS n
  MATCH (n)<-[r]-(a:Entity)
  WHERE NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON'] AND a IN found
  RETURN r
  UNION
  UNWIND [n IN found WHERE n:Place] AS n
  MATCH (n)-[r:PART_OF]->(b:Place) WHERE b IN found
  RETURN r
}
WITH found, collect(r) AS between
RETURN [n IN found | {labels: labels(n), properties:
        CASE WHEN n:Episode THEN n {.id, .ordinal, .length, .heading, .speaker, .occurred_from,
                                    .occurred_to, .grain, .recorded_at}
             ELSE properties(n) END}] AS nodes,
       [r IN between | {id: r.id, type: type(r), source: startNode(r).id, target: endNode(r).id,
                        episode: r.episode, properties: properties(r)}] AS ties
