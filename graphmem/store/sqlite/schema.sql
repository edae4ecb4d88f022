-- The tables of a memory. Every row belongs to a namespace, by its key.

PRAGMA application_id = 0x67726D65;  -- "grme"
PRAGMA user_version = 1;

-- One row: a number that every change of any namespace takes the next of.
CREATE TABLE memory (sequence INTEGER NOT NULL);
INSERT INTO memory VALUES (0);

-- `sequence` is the last change, `shrunk` the last that took passages away; `passages` and
-- `terms` are how many passages there are and the sum of their lengths in terms.
CREATE TABLE namespace (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL DEFAULT 0,
  shrunk INTEGER NOT NULL DEFAULT 0,
  passages INTEGER NOT NULL DEFAULT 0,
  terms INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE metadata (
  namespace INTEGER NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (namespace, name)
) WITHOUT ROWID;

-- The evidence.

CREATE TABLE source (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  uri TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (namespace, id)
) WITHOUT ROWID;

CREATE TABLE episode (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  source TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  text TEXT NOT NULL,
  heading TEXT NOT NULL,
  speaker TEXT,
  occurred_from TEXT,
  occurred_to TEXT,
  grain TEXT,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (namespace, id),
  FOREIGN KEY (namespace, source) REFERENCES source DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX episode_order ON episode (namespace, source, ordinal, id);
CREATE INDEX episode_time ON episode (namespace, occurred_from, occurred_to)
  WHERE occurred_from IS NOT NULL;

CREATE TABLE workspace (
  namespace INTEGER NOT NULL,
  episode TEXT NOT NULL,
  reading TEXT NOT NULL,
  PRIMARY KEY (namespace, episode),
  FOREIGN KEY (namespace, episode) REFERENCES episode DEFERRABLE INITIALLY DEFERRED
);

-- What a person said about who is who; `ones` and `others` are JSON lists of spans.
CREATE TABLE correction (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  ones TEXT NOT NULL,
  others TEXT NOT NULL,
  name TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (namespace, id)
);

-- What a language model decided; `ones` and `others` are JSON lists of spans.
CREATE TABLE decision (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  sort TEXT NOT NULL,
  key TEXT NOT NULL,
  ones TEXT NOT NULL,
  others TEXT NOT NULL,
  said TEXT NOT NULL,
  reason TEXT NOT NULL,
  model TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (namespace, id)
);

CREATE TABLE sighting (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  episode TEXT NOT NULL,
  place INTEGER NOT NULL,
  source TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  gender TEXT NOT NULL,
  named INTEGER NOT NULL,
  blocks TEXT NOT NULL,
  entity TEXT NOT NULL,
  score REAL NOT NULL,
  reason TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  aliases TEXT NOT NULL,
  PRIMARY KEY (namespace, id),
  FOREIGN KEY (namespace, episode) REFERENCES episode DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX sighting_episode ON sighting (namespace, episode);
CREATE INDEX sighting_entity ON sighting (namespace, entity);

CREATE TABLE sighting_block (
  namespace INTEGER NOT NULL,
  block TEXT NOT NULL,
  sighting TEXT NOT NULL,
  PRIMARY KEY (namespace, block, sighting)
) WITHOUT ROWID;
CREATE INDEX sighting_block_sighting ON sighting_block (namespace, sighting);

-- What recall may show, and the words and vectors under which it is found. Keys only grow, so
-- that a cache can ask for what is new.

CREATE TABLE passage (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  episode TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  terms TEXT NOT NULL,
  vector BLOB NOT NULL,
  dated INTEGER NOT NULL,
  UNIQUE (namespace, id),
  FOREIGN KEY (namespace, episode) REFERENCES episode DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX passage_episode ON passage (namespace, episode, start, "end");

-- The word index is kept here rather than in FTS5: its statistics would be those of all tenants
-- together, and what is deleted from it stays readable in the file until segments merge.

CREATE TABLE term (
  key INTEGER PRIMARY KEY,
  namespace INTEGER NOT NULL,
  term TEXT NOT NULL,
  frequency INTEGER NOT NULL,
  UNIQUE (namespace, term)
);

CREATE TABLE posting (
  term INTEGER NOT NULL,
  passage INTEGER NOT NULL,
  count INTEGER NOT NULL,
  length INTEGER NOT NULL,
  PRIMARY KEY (term, passage)
) WITHOUT ROWID;

-- The projection. `occurred_from` and `occurred_to` repeat a node's properties for search by
-- time: of an event its own, of a Time its ends. `about` repeats what else it is looked up by:
-- of an event its predicate, of a fact its subject.

CREATE TABLE node (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL,
  properties TEXT NOT NULL,
  about TEXT,
  occurred_from TEXT,
  occurred_to TEXT,
  PRIMARY KEY (namespace, id)
) WITHOUT ROWID;
CREATE INDEX node_about ON node (namespace, label, about, id);
CREATE INDEX node_label ON node (namespace, label, id);
CREATE INDEX node_time ON node (namespace, label, occurred_from, occurred_to)
  WHERE occurred_from IS NOT NULL;

-- Normal forms of an entity's name and aliases; `whole` is 0 for a single token of a person's.
CREATE TABLE name (
  namespace INTEGER NOT NULL,
  name TEXT NOT NULL,
  entity TEXT NOT NULL,
  whole INTEGER NOT NULL,
  PRIMARY KEY (namespace, name, entity)
) WITHOUT ROWID;
CREATE INDEX name_entity ON name (namespace, entity);

-- The ends are nodes, episodes or sources.
CREATE TABLE relationship (
  namespace INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  episode TEXT NOT NULL,
  properties TEXT NOT NULL,
  PRIMARY KEY (namespace, id)
);
CREATE INDEX relationship_source ON relationship (namespace, source, target, type);
CREATE INDEX relationship_target ON relationship (namespace, target, source, type);
CREATE INDEX relationship_type ON relationship (namespace, type);
CREATE INDEX relationship_episode ON relationship (namespace, episode);

-- What the layers rest on: the episodes of their evidence, and of a scene its cast.
CREATE TABLE resting (
  namespace INTEGER NOT NULL,
  base TEXT NOT NULL,
  node TEXT NOT NULL,
  PRIMARY KEY (namespace, base, node)
) WITHOUT ROWID;
CREATE INDEX resting_node ON resting (namespace, node);

-- What changed since the layers were built. `kind` is episode, entity, name (an entity that is
-- called otherwise, or is of another kind), question (its answer may be another).
CREATE TABLE stale (
  namespace INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (namespace, kind, id)
) WITHOUT ROWID;
