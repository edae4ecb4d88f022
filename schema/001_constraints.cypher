// Every node of graphmem also has the label Memory, so that the constraint and the indexes touch
// nobody else's nodes in the same database. Ids are unique within a namespace.
CREATE CONSTRAINT memory_identity IF NOT EXISTS
FOR (n:Memory) REQUIRE (n.namespace, n.id) IS UNIQUE;
