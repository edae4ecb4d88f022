// Parameters: space, ids: blocks.
UNWIND $ids AS id
MATCH (s:Sighting)-[:IN_BLOCK]->(:Block:Memory {namespace: $space, id: 'block:' + id})
RETURN DISTINCT properties(s) AS sighting
