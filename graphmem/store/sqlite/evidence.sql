-- Sources, episodes, workspaces and sightings. `?1` and `:space` are the namespace's key; other
-- parameters called a list are JSON lists of ids.

-- name: merge_source
INSERT INTO source (namespace, id, uri, title) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (namespace, id) DO UPDATE SET uri = excluded.uri, title = excluded.title;

-- name: merge_episode
-- The time it was first recorded stays.
INSERT INTO episode (namespace, id, source, ordinal, text, heading, speaker,
                     occurred_from, occurred_to, grain, recorded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT (namespace, id) DO UPDATE SET
  source = excluded.source, ordinal = excluded.ordinal, text = excluded.text,
  heading = excluded.heading, speaker = excluded.speaker,
  occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to,
  grain = excluded.grain;

-- name: merge_workspace
INSERT INTO workspace (namespace, episode, reading) VALUES (?1, ?2, ?3)
ON CONFLICT (namespace, episode) DO UPDATE SET reading = excluded.reading;

-- name: merge_correction
INSERT INTO correction (namespace, id, kind, ordinal, ones, others, name, recorded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (namespace, id) DO UPDATE SET
  kind = excluded.kind, ordinal = excluded.ordinal, ones = excluded.ones,
  others = excluded.others, name = excluded.name;

-- name: corrections
SELECT id, kind, ordinal, ones, others, name, recorded_at
FROM correction WHERE namespace = :space ORDER BY ordinal, id;

-- name: drop_corrections
DELETE FROM correction WHERE namespace = :space AND id IN (SELECT value FROM json_each(:ids));

-- name: merge_decision
INSERT INTO decision (namespace, id, sort, key, ones, others, said, reason, model, recorded_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (namespace, id) DO UPDATE SET
  sort = excluded.sort, key = excluded.key, ones = excluded.ones, others = excluded.others,
  said = excluded.said, reason = excluded.reason, model = excluded.model;

-- name: decisions
SELECT id, sort, key, ones, others, said, reason, model, recorded_at
FROM decision WHERE namespace = :space AND (
  :sorts IS NULL OR sort IN (SELECT value FROM json_each(:sorts))) ORDER BY id;

-- name: decisions_by_id
SELECT d.id, d.sort, d.key, d.ones, d.others, d.said, d.reason, d.model, d.recorded_at
FROM json_each(:ids) AS asked
CROSS JOIN decision AS d ON d.namespace = :space AND d.id = asked.value
WHERE :sorts IS NULL OR d.sort IN (SELECT value FROM json_each(:sorts)) ORDER BY d.id;

-- name: drop_decisions
DELETE FROM decision WHERE namespace = :space AND id IN (SELECT value FROM json_each(:ids));

-- name: erase_decisions
-- A span ends in two numbers; what stands before them is its episode.
DELETE FROM decision WHERE namespace = :space AND EXISTS (
  SELECT 1 FROM (SELECT value FROM json_each(ones) UNION ALL SELECT value FROM json_each(others))
  WHERE rtrim(rtrim(rtrim(rtrim(value, '0123456789'), ':'), '0123456789'), ':')
    IN (SELECT value FROM json_each(:episodes)));

-- name: merge_sighting
INSERT INTO sighting (namespace, id, episode, place, source, ordinal, kind, name, gender, named,
                      blocks, entity, score, reason, mentions, aliases)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
ON CONFLICT (namespace, id) DO UPDATE SET
  episode = excluded.episode, place = excluded.place, source = excluded.source,
  ordinal = excluded.ordinal, kind = excluded.kind, name = excluded.name,
  gender = excluded.gender, named = excluded.named, blocks = excluded.blocks,
  entity = excluded.entity, score = excluded.score, reason = excluded.reason,
  mentions = excluded.mentions, aliases = excluded.aliases;

-- name: merge_block
INSERT OR IGNORE INTO sighting_block (namespace, block, sighting) VALUES (?1, ?2, ?3);

-- name: drop_blocks
DELETE FROM sighting_block WHERE namespace = :space
  AND sighting IN (SELECT value FROM json_each(:sightings));

-- name: sources
SELECT id, uri, title FROM source WHERE namespace = :space ORDER BY uri, id;

-- name: sources_by_id
SELECT s.id, s.uri, s.title FROM json_each(:ids) AS asked
CROSS JOIN source AS s ON s.namespace = :space AND s.id = asked.value;

-- name: episodes
SELECT id, source, ordinal, text, heading, speaker, occurred_from, occurred_to, grain, recorded_at
FROM episode WHERE namespace = :space ORDER BY source, ordinal, id;

-- name: episodes_of_source
SELECT id, source, ordinal, text, heading, speaker, occurred_from, occurred_to, grain, recorded_at
FROM episode WHERE namespace = :space AND source = :source ORDER BY ordinal, id;

-- name: episodes_by_id
SELECT e.id, e.source, e.ordinal, e.text, e.heading, e.speaker, e.occurred_from, e.occurred_to,
       e.grain, e.recorded_at
FROM json_each(:ids) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value
ORDER BY e.source, e.ordinal, e.id;

-- name: workspaces
SELECT w.episode, w.reading FROM json_each(:ids) AS asked
CROSS JOIN workspace AS w ON w.namespace = :space AND w.episode = asked.value
ORDER BY w.episode;

-- name: sightings
-- A list left out is null and asks for nothing; each given one must hold.
SELECT id, episode, place, source, ordinal, kind, name, gender, named, blocks, entity, score,
       reason, mentions, aliases
FROM sighting WHERE namespace = :space ORDER BY id;

-- name: sightings_in_blocks
SELECT DISTINCT s.id, s.episode, s.place, s.source, s.ordinal, s.kind, s.name, s.gender, s.named,
       s.blocks, s.entity, s.score, s.reason, s.mentions, s.aliases
FROM json_each(:ids) AS asked
CROSS JOIN sighting_block AS b ON b.namespace = :space AND b.block = asked.value
CROSS JOIN sighting AS s ON s.namespace = :space AND s.id = b.sighting;

-- name: sightings_in_episodes
SELECT s.id, s.episode, s.place, s.source, s.ordinal, s.kind, s.name, s.gender, s.named,
       s.blocks, s.entity, s.score, s.reason, s.mentions, s.aliases
FROM json_each(:ids) AS asked
CROSS JOIN sighting AS s ON s.namespace = :space AND s.episode = asked.value;

-- name: sightings_of_entities
SELECT s.id, s.episode, s.place, s.source, s.ordinal, s.kind, s.name, s.gender, s.named,
       s.blocks, s.entity, s.score, s.reason, s.mentions, s.aliases
FROM json_each(:ids) AS asked
CROSS JOIN sighting AS s ON s.namespace = :space AND s.entity = asked.value;

-- name: recorded
-- When the episodes of a list were first recorded, and where they come from.
SELECT e.id, e.recorded_at, e.source FROM json_each(:ids) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value;

-- name: restore_recorded
UPDATE episode SET recorded_at = ?3 WHERE namespace = ?1 AND id = ?2;

-- name: erase_workspaces
DELETE FROM workspace WHERE namespace = :space
  AND episode IN (SELECT value FROM json_each(:episodes));

-- name: erase_sightings
DELETE FROM sighting WHERE namespace = :space
  AND episode IN (SELECT value FROM json_each(:episodes));

-- name: erase_sighting_blocks
DELETE FROM sighting_block WHERE namespace = :space AND sighting IN (
  SELECT s.id FROM json_each(:episodes) AS asked
  CROSS JOIN sighting AS s ON s.namespace = :space AND s.episode = asked.value);

-- name: erase_episodes
DELETE FROM episode WHERE namespace = :space AND id IN (SELECT value FROM json_each(:episodes));

-- name: erase_empty_sources
DELETE FROM source WHERE namespace = :space AND id IN (SELECT value FROM json_each(:ids))
  AND NOT EXISTS (
  SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.source = source.id);

-- name: episodes_and_before
-- The ids of episodes of the list, and of those directly before them in their sources.
SELECT e.id FROM json_each(:episodes) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value
UNION
SELECT (SELECT p.id FROM episode AS p
        WHERE p.namespace = :space AND p.source = e.source
          AND (p.ordinal, p.id) < (e.ordinal, e.id)
        ORDER BY p.ordinal DESC, p.id DESC LIMIT 1)
FROM json_each(:episodes) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value;

-- name: episodes_and_after
-- Each episode of the list with its source and the episode after it, null at the end.
SELECT e.id, e.source, (
  SELECT n.id FROM episode AS n
  WHERE n.namespace = :space AND n.source = e.source AND (n.ordinal, n.id) > (e.ordinal, e.id)
  ORDER BY n.ordinal, n.id LIMIT 1)
FROM json_each(:episodes) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value;
