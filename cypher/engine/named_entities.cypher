// Of each name: the first `most` entities that have it, or else those it is a part of the name of.
// Parameters: space, names, most.
UNWIND $names AS name
MATCH (m:Name:Memory {namespace: $space, id: 'name:' + name})
CALL (m) {
  MATCH (e)-[r:CALLED]->(m)
  WITH r.whole AS whole, e.id AS entity ORDER BY whole DESC, entity
  WITH collect({whole: whole, entity: entity}) AS found
  UNWIND [f IN found WHERE f.whole = found[0].whole][..$most] AS kept
  RETURN kept.entity AS entity
}
RETURN name, entity
