// Parameters: space.
MATCH (s:Sighting:Memory {namespace: $space}) WHERE s.episode IS NOT NULL
RETURN properties(s) AS sighting
