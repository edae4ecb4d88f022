// How many nodes of each label, and relationships of each type, a namespace has.
// Parameters: space.
CALL () {
  MATCH (n:Memory {namespace: $space}) USING INDEX n:Memory(namespace, id)
  WHERE n.id IS NOT NULL
  UNWIND [label IN labels(n) WHERE label IN $labels] AS name
  RETURN name, count(*) AS number
  UNION ALL
  MATCH (n:Episode:Memory {namespace: $space}) USING INDEX n:Episode(namespace, id)
  WHERE n.id IS NOT NULL AND n.workspace IS NOT NULL
  RETURN 'Workspace' AS name, count(*) AS number
  UNION ALL
  MATCH (n:Memory {namespace: $space})-[r]->() USING INDEX n:Memory(namespace, id)
  WHERE n.id IS NOT NULL AND NOT type(r) IN ['CALLED', 'IN_BLOCK', 'RESTS_ON']
  RETURN type(r) AS name, count(*) AS number
}
RETURN name, number
