// Parameters: space, and metadata: all of it, as JSON.
MATCH (s:Memory {namespace: $space, id: 'namespace'})
SET s.metadata = $metadata
