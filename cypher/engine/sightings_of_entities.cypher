// Parameters: space, ids: of entities.
UNWIND $ids AS id
MATCH (s:Sighting:Memory {namespace: $space, entity: id}) WHERE s.episode IS NOT NULL
RETURN properties(s) AS sighting
