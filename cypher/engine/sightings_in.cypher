// The ids of the sightings in episodes. Parameters: space, episodes.
UNWIND $episodes AS episode
MATCH (n:Sighting:Memory {namespace: $space, episode: episode})
RETURN n.id AS id
