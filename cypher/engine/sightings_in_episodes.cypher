// Parameters: space, ids: of episodes.
UNWIND $ids AS id
MATCH (s:Sighting:Memory {namespace: $space, episode: id})
RETURN properties(s) AS sighting
