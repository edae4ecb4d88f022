// Merges the relationships of an export, after its nodes. Parameters: $namespace,
// $relationships (the list of that name). Each statement returns how many it merged.
// One statement a type: Neo4j 5.26.0 gives all rows the type of the first row it ever planned
// when the type is a parameter (`[r:$(row.type)]`), with MERGE and with CREATE.

UNWIND [row IN $relationships WHERE row.type = 'FROM'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:FROM {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'NEXT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:NEXT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'MENTIONED_IN'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:MENTIONED_IN {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'AGENT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:AGENT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'PATIENT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:PATIENT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'RECIPIENT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:RECIPIENT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'EXPERIENCER'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:EXPERIENCER {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'INSTRUMENT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:INSTRUMENT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'COMPANION'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:COMPANION {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'TOPIC'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:TOPIC {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'AT'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:AT {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'DURING'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:DURING {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'EVIDENCED_BY'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:EVIDENCED_BY {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'PART_OF'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:PART_OF {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'HAS_ROLE'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:HAS_ROLE {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'IN_STATE'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:IN_STATE {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'RAISES'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:RAISES {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'ANSWERED_BY'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:ANSWERED_BY {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'SUPPORTS'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:SUPPORTS {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'SUPERSEDES'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:SUPERSEDES {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'CONTRADICTS'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:CONTRADICTS {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'IN_SCENE'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:IN_SCENE {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'SHAPES'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:SHAPES {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;

UNWIND [row IN $relationships WHERE row.type = 'PORTRAYS'] AS row
MATCH (a:Memory {namespace: $namespace, id: row.start})
MATCH (b:Memory {namespace: $namespace, id: row.end})
MERGE (a)-[r:PORTRAYS {id: row.id}]->(b)
SET r += row.properties
RETURN count(r) AS merged;
