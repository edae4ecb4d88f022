// Every node of graphmem also has the label Memory, so that the constraint and the indexes touch
// nobody else's nodes in the same database. Ids are unique within a namespace.
CREATE CONSTRAINT memory_identity IF NOT EXISTS
FOR (n:Memory) REQUIRE (n.namespace, n.id) IS UNIQUE;
// One node says by which version of the schema the database was made.
CREATE CONSTRAINT graphmem_schema IF NOT EXISTS
FOR (n:Graphmem) REQUIRE n.name IS UNIQUE;
