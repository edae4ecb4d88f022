// Parameters: space; rows of id, labels, properties (namespace and id among them).
UNWIND $rows AS row
MERGE (n:Memory {namespace: $space, id: row.id})
REMOVE n:Person:Organization:Place:Object:Work:Creature:Group:Concept
SET n:$(row.labels)
SET n = row.properties
