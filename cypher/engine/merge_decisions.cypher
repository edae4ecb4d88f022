// Parameters: space; rows of id, recorded_at, properties.
UNWIND $rows AS row
MERGE (n:Memory {namespace: $space, id: row.id})
ON CREATE SET n.recorded_at = row.recorded_at
SET n:Decision, n += row.properties
