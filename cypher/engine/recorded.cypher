// When episodes were first recorded, and where they come from. Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
RETURN e.id AS id, e.recorded_at AS recorded_at, e.source AS source
