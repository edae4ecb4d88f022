// By which version of the schema the database was made. No parameters.
OPTIONAL MATCH (n:Graphmem {name: 'schema'})
RETURN n.version AS version
