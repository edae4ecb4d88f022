// Where the passages of episodes stand. Parameters: space, episodes.
UNWIND $episodes AS episode
MATCH (p:Passage:Memory {namespace: $space, episode: episode}) WHERE p.start IS NOT NULL
RETURN episode, p.id AS id, p.start AS start, p.end AS end
