// Parameters: space, ids.
UNWIND $ids AS id
MATCH (p:Passage:Memory {namespace: $space, id: id})
RETURN p {.id, .episode, .start, .end, .dated, .terms, .vector} AS passage
