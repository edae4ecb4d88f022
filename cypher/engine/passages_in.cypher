// Parameters: space, episodes.
UNWIND $episodes AS episode
MATCH (p:Passage:Memory {namespace: $space, episode: episode})
WHERE p.start IS NOT NULL
RETURN p {.id, .episode, .start, .end, .dated, .terms, .vector} AS passage
