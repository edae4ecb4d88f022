// Parameters: space; rows of sort (episode, entity, name or question) and id.
UNWIND $rows AS row
MERGE (n:Memory {namespace: $space, id: 'stale:' + row.sort + ':' + row.id})
ON CREATE SET n:Stale, n.sort = row.sort, n.of = row.id
