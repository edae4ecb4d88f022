// Entities that are there under another name or kind. Parameters: space; rows of id, name, labels, named.
UNWIND $rows AS row
MATCH (n:Memory {namespace: $space, id: row.id})
WHERE NOT coalesce(n.name = row.name, n.name IS NULL AND row.name IS NULL)
   OR NOT coalesce(n.named = row.named, n.named IS NULL AND row.named IS NULL)
   OR any(label IN row.labels WHERE NOT label IN labels(n))
RETURN n.id AS id
