// Questions whose answer stands in episodes that are about to go. Parameters: space, episodes.
UNWIND $episodes AS key
MATCH (q:Question:Memory)-[r:ANSWERED_BY {namespace: $space, episode: key}]->()
RETURN DISTINCT 'question' AS sort, q.id AS id
