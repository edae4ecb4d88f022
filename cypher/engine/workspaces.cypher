// Parameters: space, ids.
UNWIND $ids AS id
MATCH (e:Episode:Memory {namespace: $space, id: id}) WHERE e.workspace IS NOT NULL
RETURN e.id AS episode, e.workspace AS reading
