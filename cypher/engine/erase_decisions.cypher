// What rests on any of these goes with it. Parameters: space, episodes.
MATCH (d:Decision:Memory {namespace: $space})
WHERE d.id IS NOT NULL AND any(episode IN d.episodes WHERE episode IN $episodes)
DETACH DELETE d
