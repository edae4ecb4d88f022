// Parameters: space, ids: of entities.
UNWIND $ids AS id
MATCH (s:Sighting:Memory {namespace: $space, entity: id})
RETURN properties(s) AS sighting
