// The episodes of what touches episodes that are about to go. Parameters: space, ids.
UNWIND $ids AS gone
MATCH (n:Memory {namespace: $space, id: gone})-[r]-()
WHERE r.episode <> '' AND NOT type(r) IN ['ANSWERED_BY', 'MENTIONED_IN']
RETURN DISTINCT 'episode' AS sort, r.episode AS id
