-- What `doctor` looks for in the tables, and how `clear` lets go of what belongs to nothing.

-- name: integrity
PRAGMA integrity_check(5);

-- name: journal_mode
PRAGMA journal_mode;

-- name: layout
PRAGMA user_version;

-- name: made
SELECT name FROM sqlite_schema UNION SELECT name FROM sqlite_temp_schema;

-- name: homeless
-- How many rows of each table belong to no namespace.
SELECT 'metadata', count(*) FROM metadata WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'source', count(*) FROM source WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'episode', count(*) FROM episode WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'workspace', count(*) FROM workspace WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'correction', count(*) FROM correction WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'decision', count(*) FROM decision WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'sighting', count(*) FROM sighting WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'sighting_block', count(*) FROM sighting_block
WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'passage', count(*) FROM passage WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'term', count(*) FROM term WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'posting', count(*) FROM posting AS o
WHERE NOT EXISTS (SELECT 1 FROM term AS t WHERE t.key = o.term)
UNION ALL
SELECT 'node', count(*) FROM node WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'name', count(*) FROM name WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'resting', count(*) FROM resting WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'stale', count(*) FROM stale WHERE namespace NOT IN (SELECT key FROM namespace)
UNION ALL
SELECT 'relationship', count(*) FROM relationship
WHERE namespace NOT IN (SELECT key FROM namespace);

-- What belongs to no namespace goes, and in one what belongs to nothing.

-- name: sweep_metadata
DELETE FROM metadata WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_episodes
DELETE FROM episode WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_sources
DELETE FROM source WHERE namespace NOT IN (SELECT key FROM namespace)
  OR namespace = :space AND NOT EXISTS (
    SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.source = source.id);

-- name: sweep_workspaces
DELETE FROM workspace WHERE namespace NOT IN (SELECT key FROM namespace)
  OR namespace = :space AND NOT EXISTS (
    SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = workspace.episode);

-- name: sweep_sightings
DELETE FROM sighting WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_passages
DELETE FROM passage WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_blocks
DELETE FROM sighting_block WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_corrections
DELETE FROM correction WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_decisions
DELETE FROM decision WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_terms
DELETE FROM term WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_nodes
DELETE FROM node WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_names
DELETE FROM name WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_resting
DELETE FROM resting WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_stale
DELETE FROM stale WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_relationships
DELETE FROM relationship WHERE namespace NOT IN (SELECT key FROM namespace);

-- name: sweep_postings
DELETE FROM posting WHERE NOT EXISTS (SELECT 1 FROM term AS t WHERE t.key = posting.term);

-- name: unreadable
-- Rows whose JSON cannot be read, or is not of the sort that belongs there.
SELECT 'node', id FROM node WHERE namespace = :space
  AND CASE WHEN json_valid(properties) THEN json_type(properties) <> 'object' ELSE 1 END
UNION ALL
SELECT 'relationship', id FROM relationship WHERE namespace = :space
  AND CASE WHEN json_valid(properties) THEN json_type(properties) <> 'object' ELSE 1 END
UNION ALL
SELECT 'sighting', id FROM sighting WHERE namespace = :space AND CASE
  WHEN json_valid(blocks) AND json_valid(aliases)
  THEN json_type(blocks) <> 'array' OR json_type(aliases) <> 'array' ELSE 1 END
UNION ALL
SELECT 'correction', id FROM correction WHERE namespace = :space AND CASE
  WHEN json_valid(ones) AND json_valid(others)
  THEN json_type(ones) <> 'array' OR json_type(others) <> 'array' OR EXISTS (
    SELECT 1 FROM (SELECT value FROM json_each(ones) UNION ALL SELECT value FROM json_each(others))
    WHERE value NOT GLOB '?*:[0-9]*:[0-9]*') ELSE 1 END
UNION ALL
SELECT 'decision', id FROM decision WHERE namespace = :space AND CASE
  WHEN json_valid(ones) AND json_valid(others)
  THEN json_type(ones) <> 'array' OR json_type(others) <> 'array' OR EXISTS (
    SELECT 1 FROM (SELECT value FROM json_each(ones) UNION ALL SELECT value FROM json_each(others))
    WHERE value NOT GLOB '?*:[0-9]*:[0-9]*') ELSE 1 END;

-- name: read_episodes
SELECT episode FROM workspace WHERE namespace = :space ORDER BY episode;

-- name: homeless_evidence
-- Evidence that lacks what it belongs to.
SELECT 'source', s.id FROM source AS s WHERE s.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.source = s.id)
UNION ALL
SELECT 'episode', e.id FROM episode AS e WHERE e.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM source AS s WHERE s.namespace = :space AND s.id = e.source)
UNION ALL
SELECT 'workspace', w.episode FROM workspace AS w WHERE w.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = w.episode)
UNION ALL
SELECT 'sighting', s.id FROM sighting AS s WHERE s.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = s.episode)
UNION ALL
SELECT 'passage', p.id FROM passage AS p WHERE p.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = p.episode);

-- name: wrong_postings
-- Passages of which a word lacks its posting, or has one that counts otherwise.
WITH said AS MATERIALIZED (
  SELECT p.key AS passage, p.id AS id, word.value AS word, count(*) AS count,
         length(p.terms) - length(replace(p.terms, ' ', '')) + 1 AS length
  FROM passage AS p
  CROSS JOIN json_each('[' || replace(json_quote(p.terms), ' ', '","') || ']') AS word
  WHERE p.namespace = :space AND p.terms <> ''
  GROUP BY p.key, word.value)
SELECT DISTINCT said.id FROM said
LEFT JOIN term AS t ON t.namespace = :space AND t.term = said.word
LEFT JOIN posting AS o ON o.term = t.key AND o.passage = said.passage
WHERE o.count IS NOT said.count OR o.length IS NOT said.length
ORDER BY 1;

-- name: needless_postings
-- Words with a posting in a passage that is not there or does not have them.
SELECT DISTINCT t.term FROM term AS t
CROSS JOIN posting AS o ON o.term = t.key
LEFT JOIN passage AS p ON p.key = o.passage AND p.namespace = :space
WHERE t.namespace = :space
  AND (p.key IS NULL OR instr(' ' || p.terms || ' ', ' ' || t.term || ' ') = 0)
ORDER BY 1;

-- name: wrong_frequencies
-- Words that more or fewer passages have than is written.
WITH said AS MATERIALIZED (
  SELECT word.value AS word, count(DISTINCT p.key) AS count
  FROM passage AS p
  CROSS JOIN json_each('[' || replace(json_quote(p.terms), ' ', '","') || ']') AS word
  WHERE p.namespace = :space AND p.terms <> ''
  GROUP BY word.value)
SELECT said.word FROM said
JOIN term AS t ON t.namespace = :space AND t.term = said.word
WHERE t.frequency <> said.count
UNION ALL
SELECT t.term FROM term AS t
WHERE t.namespace = :space AND t.term NOT IN (SELECT word FROM said)
ORDER BY 1;

-- name: totals
-- What is written of a namespace's passages and their terms, and what there is.
SELECT n.passages, n.terms, count(p.key), coalesce(sum(CASE WHEN p.terms = '' THEN 0
  ELSE length(p.terms) - length(replace(p.terms, ' ', '')) + 1 END), 0)
FROM namespace AS n LEFT JOIN passage AS p ON p.namespace = n.key
WHERE n.key = :space GROUP BY n.key;

-- name: wrong_blocks
-- Sightings that are found under other name blocks than their own.
SELECT s.id FROM sighting AS s CROSS JOIN json_each(s.blocks) AS block
WHERE s.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM sighting_block AS b
  WHERE b.namespace = :space AND b.block = block.value AND b.sighting = s.id)
UNION
SELECT b.sighting FROM sighting_block AS b
WHERE b.namespace = :space AND NOT EXISTS (
  SELECT 1 FROM sighting AS s CROSS JOIN json_each(s.blocks) AS block
  WHERE s.namespace = :space AND s.id = b.sighting AND block.value = b.block)
ORDER BY 1;

-- name: node_rows
SELECT id, label, kind, properties, about, occurred_from, occurred_to
FROM node WHERE namespace = :space ORDER BY id;

-- name: resting_rows
SELECT node, base FROM resting WHERE namespace = :space ORDER BY node, base;

-- name: name_rows
SELECT entity, name, whole FROM name WHERE namespace = :space;

-- name: clear_totals
UPDATE namespace SET passages = 0, terms = 0 WHERE key = :space;
