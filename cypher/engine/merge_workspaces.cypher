// Returns how many found their episode. Parameters: space; rows of episode, reading.
UNWIND $rows AS row
MATCH (n:Episode:Memory {namespace: $space, id: row.episode})
SET n.workspace = row.reading
RETURN count(*) AS number
