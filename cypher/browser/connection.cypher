// How two are connected: the shortest ways from one to the other over what happened.
// Change the namespace and the two names.
WITH 'default' AS space, 'Henrik Vasquez' AS one, 'Clementine Roux' AS other
MATCH (a:Entity:Memory {namespace: space, name: one})
MATCH (b:Entity:Memory {namespace: space, name: other})
MATCH path = allShortestPaths(
  (a)-[:AGENT|PATIENT|RECIPIENT|EXPERIENCER|COMPANION|TOPIC|AT|PART_OF*..6]-(b))
RETURN path LIMIT 10;
