// Parameters: space; rows of id, recorded_at.
UNWIND $rows AS row
MATCH (e:Episode:Memory {namespace: $space, id: row.id})
SET e.recorded_at = row.recorded_at
