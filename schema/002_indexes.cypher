// What people and queries look things up by: a name, a day, a verb.
CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.namespace, n.name);
CREATE INDEX time_from IF NOT EXISTS FOR (n:Time) ON (n.namespace, n.from);
CREATE INDEX event_predicate IF NOT EXISTS FOR (n:Event) ON (n.namespace, n.predicate);
CREATE FULLTEXT INDEX memory_names IF NOT EXISTS FOR (n:Entity|Fact|Scene) ON EACH [n.name, n.text, n.title];
