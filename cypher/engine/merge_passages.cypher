// Parameters: space; rows of id and properties.
UNWIND $rows AS row
MERGE (p:Memory {namespace: $space, id: row.id})
SET p:Passage
SET p = row.properties
