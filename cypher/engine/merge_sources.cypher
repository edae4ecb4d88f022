// Parameters: space; rows of id, uri, title.
UNWIND $rows AS row
MERGE (n:Memory {namespace: $space, id: row.id})
SET n:Source, n.uri = row.uri, n.title = row.title
