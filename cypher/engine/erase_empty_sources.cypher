// Parameters: space, ids.
UNWIND $ids AS id
MATCH (s:Source:Memory {namespace: $space, id: id})
WHERE NOT EXISTS { MATCH (e:Episode:Memory {namespace: $space, source: id}) WHERE e.ordinal IS NOT NULL }
DETACH DELETE s
