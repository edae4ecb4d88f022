-- What the layers rest on, and what changed below them. `?1` and `:space` are the namespace's
-- key; lists are JSON lists.

-- name: merge_resting
INSERT OR IGNORE INTO resting (namespace, base, node) VALUES (?1, ?2, ?3);

-- name: drop_resting
DELETE FROM resting WHERE namespace = :space AND node IN (SELECT value FROM json_each(:ids));

-- name: clear_resting
DELETE FROM resting WHERE namespace = :space;

-- name: mark_stale
-- Parameters: namespace, kind, id.
INSERT OR IGNORE INTO stale (namespace, kind, id) VALUES (?1, ?2, ?3);

-- name: mark_renamed
-- Entities of a JSON list of [id, name, kind, named] that were called or sorted otherwise.
INSERT OR IGNORE INTO stale (namespace, kind, id)
SELECT :space, 'name', n.id FROM json_each(:entities) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = json_extract(asked.value, '$[0]')
WHERE json_extract(n.properties, '$.name') IS NOT json_extract(asked.value, '$[1]')
   OR n.kind IS NOT json_extract(asked.value, '$[2]')
   OR json_extract(n.properties, '$.named') IS NOT json_extract(asked.value, '$[3]');

-- name: mark_under
-- Episodes and entities that facts and scenes rest on. Who a persona is of is mentioned in
-- whatever made it go, and so is marked anyway.
INSERT OR IGNORE INTO stale (namespace, kind, id)
SELECT :space, CASE WHEN e.id IS NULL THEN 'entity' ELSE 'episode' END, r.base
FROM json_each(:ids) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = asked.value AND n.label <> 'Persona'
CROSS JOIN resting AS r ON r.namespace = :space AND r.node = n.id
LEFT JOIN episode AS e ON e.namespace = :space AND e.id = r.base;

-- name: mark_entities
-- Those of the list that are persons with a name, of whom there may be a persona.
INSERT OR IGNORE INTO stale (namespace, kind, id)
SELECT :space, 'entity', n.id FROM json_each(:ids) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = asked.value
WHERE n.label = 'Entity' AND n.kind = 'Person' AND json_extract(n.properties, '$.named');

-- name: mark_around
-- Episodes of the relationships that touch nodes or episodes of a list.
INSERT OR IGNORE INTO stale (namespace, kind, id)
SELECT :space, 'episode', r.episode FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.source = asked.value
WHERE r.episode <> '' AND +r.type NOT IN ('ANSWERED_BY', 'MENTIONED_IN')
UNION
SELECT :space, 'episode', r.episode FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = asked.value
WHERE r.episode <> '' AND +r.type NOT IN ('ANSWERED_BY', 'MENTIONED_IN');

-- name: mark_unanswered
-- Questions whose answer is a node, or stands in an episode, of a list.
INSERT OR IGNORE INTO stale (namespace, kind, id)
SELECT :space, 'question', r.source FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = asked.value
WHERE +r.type = 'ANSWERED_BY'
UNION
SELECT :space, 'question', r.source FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.episode = asked.value
WHERE +r.type = 'ANSWERED_BY';

-- name: unmark
-- Parameters: namespace, kind, id.
DELETE FROM stale WHERE namespace = ?1 AND kind = ?2 AND id = ?3;

-- name: unmark_gone
DELETE FROM stale WHERE namespace = :space AND kind = 'episode'
  AND id IN (SELECT value FROM json_each(:ids))
  AND NOT EXISTS (SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = stale.id);

-- name: unmark_all_gone
-- Where no episode is left there is nothing to build.
DELETE FROM stale WHERE namespace = :space
  AND NOT EXISTS (SELECT 1 FROM episode AS e WHERE e.namespace = :space);

-- name: stale
SELECT kind, id FROM stale WHERE namespace = :space ORDER BY kind, id;

-- name: clear_stale
DELETE FROM stale WHERE namespace = :space;
