// Parameters: version.
MERGE (n:Graphmem {name: 'schema'})
SET n.version = $version
