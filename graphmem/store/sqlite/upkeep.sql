-- Namespaces, what is recorded about them, and counts.

-- name: namespace
SELECT key, sequence, shrunk, passages, terms FROM namespace WHERE name = :name;

-- name: namespaces
SELECT name FROM namespace ORDER BY name;

-- name: add_namespace
-- One that comes again under an old key must not be taken for what was there.
INSERT OR IGNORE INTO namespace (name, shrunk) SELECT :name, sequence FROM memory;

-- name: next_sequence
UPDATE memory SET sequence = sequence + 1;

-- name: stamp_namespace
UPDATE namespace SET sequence = (SELECT sequence FROM memory) WHERE key = :space;

-- name: stamp_shrunk
UPDATE namespace SET shrunk = (SELECT sequence FROM memory) WHERE key = :space;

-- name: add_to_namespace
UPDATE namespace SET passages = passages + :passages, terms = terms + :terms WHERE key = :space;

-- name: drop_empty_metadata
-- Who read it says nothing once nothing that was read is left.
DELETE FROM metadata WHERE namespace = :space
  AND NOT EXISTS (SELECT 1 FROM source WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM correction WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM decision WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM node WHERE namespace = :space);

-- name: drop_empty_namespace
-- A namespace that holds nothing is as if it had never been.
DELETE FROM namespace WHERE key = :space
  AND NOT EXISTS (SELECT 1 FROM metadata WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM source WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM correction WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM decision WHERE namespace = :space)
  AND NOT EXISTS (SELECT 1 FROM node WHERE namespace = :space);

-- name: metadata
SELECT name, value FROM metadata WHERE namespace = :space ORDER BY name;

-- name: merge_metadata
INSERT INTO metadata (namespace, name, value) VALUES (?1, ?2, ?3)
ON CONFLICT (namespace, name) DO UPDATE SET value = excluded.value;

-- name: counts
SELECT label, count(*) FROM node WHERE namespace = :space GROUP BY label
UNION ALL
SELECT type, count(*) FROM relationship WHERE namespace = :space GROUP BY type
UNION ALL
SELECT 'Source', count(*) FROM source WHERE namespace = :space
UNION ALL
SELECT 'Episode', count(*) FROM episode WHERE namespace = :space
UNION ALL
SELECT 'Correction', count(*) FROM correction WHERE namespace = :space
UNION ALL
SELECT 'Decision', count(*) FROM decision WHERE namespace = :space
UNION ALL
SELECT 'Workspace', count(*) FROM workspace WHERE namespace = :space
UNION ALL
SELECT 'Sighting', count(*) FROM sighting WHERE namespace = :space
UNION ALL
SELECT 'Passage', count(*) FROM passage WHERE namespace = :space;

-- name: clear_nodes
DELETE FROM node WHERE namespace = :space;

-- name: clear_names
DELETE FROM name WHERE namespace = :space;

-- name: clear_links
DELETE FROM relationship WHERE namespace = :space;

-- name: clear_postings
DELETE FROM posting WHERE term IN (SELECT key FROM term WHERE namespace = :space);

-- name: clear_terms
DELETE FROM term WHERE namespace = :space;

-- name: clear_passages
DELETE FROM passage WHERE namespace = :space;

-- name: clear_blocks
DELETE FROM sighting_block WHERE namespace = :space;

-- name: clear_sightings
DELETE FROM sighting WHERE namespace = :space;

-- name: clear_workspaces
DELETE FROM workspace WHERE namespace = :space;

-- name: clear_episodes
DELETE FROM episode WHERE namespace = :space;

-- name: clear_corrections
DELETE FROM correction WHERE namespace = :space;

-- name: clear_decisions
DELETE FROM decision WHERE namespace = :space;

-- name: clear_sources
DELETE FROM source WHERE namespace = :space;

-- name: clear_metadata
DELETE FROM metadata WHERE namespace = :space;

-- name: clear_namespace
DELETE FROM namespace WHERE key = :space;

-- name: empty_log
PRAGMA wal_checkpoint(TRUNCATE);
