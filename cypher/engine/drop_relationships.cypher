// Parameters: space; rows of id, type, source, target.
UNWIND $rows AS row
MATCH (a:Memory {namespace: $space, id: row.source})
MATCH (b:Memory {namespace: $space, id: row.target})
MATCH (a)-[r {id: row.id}]->(b)
DELETE r
