// Notes by which version of the schema the database was made. Parameters: version.
// The planner goes by what is committed, and where there are no relationships at all it looks
// through those of a transaction one by one, each time: a first large one never ended. A few of
// our own keep it from that.
MERGE (n:Graphmem {name: 'schema'})
SET n.version = $version
WITH n
UNWIND range(1, 20) AS number
MERGE (n)-[:BALLAST {number: number}]->(n)
