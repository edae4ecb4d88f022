// What people and queries look things up by: a name, a day, a verb.
CREATE INDEX entity_name IF NOT EXISTS FOR (n:Entity) ON (n.namespace, n.name);
CREATE INDEX time_from IF NOT EXISTS FOR (n:Time) ON (n.namespace, n._from);
CREATE INDEX event_from IF NOT EXISTS FOR (n:Event) ON (n.namespace, n._from);
CREATE INDEX event_predicate IF NOT EXISTS FOR (n:Event) ON (n.namespace, n.predicate);
CREATE INDEX fact_subject IF NOT EXISTS FOR (n:Fact) ON (n.namespace, n.subject);
CREATE INDEX source_id IF NOT EXISTS FOR (n:Source) ON (n.namespace, n.id);
CREATE INDEX episode_id IF NOT EXISTS FOR (n:Episode) ON (n.namespace, n.id);
CREATE INDEX episode_order IF NOT EXISTS FOR (n:Episode) ON (n.namespace, n.source, n.ordinal);
CREATE INDEX episode_from IF NOT EXISTS FOR (n:Episode) ON (n.namespace, n.occurred_from);
CREATE INDEX correction_id IF NOT EXISTS FOR (n:Correction) ON (n.namespace, n.id);
CREATE INDEX decision_id IF NOT EXISTS FOR (n:Decision) ON (n.namespace, n.id);
CREATE INDEX sighting_episode IF NOT EXISTS FOR (n:Sighting) ON (n.namespace, n.episode);
CREATE INDEX sighting_entity IF NOT EXISTS FOR (n:Sighting) ON (n.namespace, n.entity, n.episode);
CREATE INDEX passage_episode IF NOT EXISTS FOR (n:Passage) ON (n.namespace, n.episode, n.start);
CREATE INDEX stale_space IF NOT EXISTS FOR (n:Stale) ON (n.namespace);
CREATE INDEX namespace_name IF NOT EXISTS FOR (n:Namespace) ON (n.namespace);
CREATE FULLTEXT INDEX memory_names IF NOT EXISTS FOR (n:Entity|Fact|Scene) ON EACH [n.name, n.text, n.title];
// The stems of a passage, and the token of its namespace, as they are: they were made into words already.
CREATE FULLTEXT INDEX passage_terms IF NOT EXISTS FOR (n:Memory) ON EACH [n.terms, n.space]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
// A denser graph than by default, as of the nearest forty that misses one in twenty.
CREATE VECTOR INDEX passage_embedding IF NOT EXISTS FOR (n:Memory) ON n.embedding
OPTIONS {indexConfig: {`vector.dimensions`: 256, `vector.similarity_function`: 'cosine',
                       `vector.hnsw.m`: 32, `vector.hnsw.ef_construction`: 400}};
