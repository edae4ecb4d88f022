// Lets go of the marks of episodes that are no more, or of all when no episode is left.
// Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (n:Memory {namespace: $space, id: 'stale:episode:' + id})
WHERE NOT EXISTS { MATCH (:Episode:Memory {namespace: $space, id: id}) }
DELETE n
