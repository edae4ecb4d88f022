-- Nodes, their names, and relationships. `?1` and `:space` are the namespace's key; lists are
-- JSON lists. A plus keeps a column from choosing the index: a type has far more rows than a node.

-- name: merge_node
INSERT INTO node (namespace, id, label, kind, properties, about, occurred_from, occurred_to)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT (namespace, id) DO UPDATE SET
  label = excluded.label, kind = excluded.kind, properties = excluded.properties,
  about = excluded.about,
  occurred_from = excluded.occurred_from, occurred_to = excluded.occurred_to;

-- name: merge_name
INSERT INTO name (namespace, name, entity, whole) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (namespace, name, entity) DO UPDATE SET whole = excluded.whole;

-- name: merge_relationship
INSERT INTO relationship (namespace, id, type, source, target, episode, properties)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (namespace, id) DO UPDATE SET
  type = excluded.type, source = excluded.source, target = excluded.target,
  episode = excluded.episode, properties = excluded.properties;

-- name: nodes
SELECT id, label, kind, properties FROM node WHERE namespace = :space ORDER BY id;

-- name: nodes_of_label
-- The index is named, as SQLite would rather look at all nodes in the order of their ids.
SELECT id, label, kind, properties FROM node INDEXED BY node_label
WHERE namespace = :space AND label = :label ORDER BY id;

-- name: nodes_by_id
SELECT n.id, n.label, n.kind, n.properties FROM json_each(:ids) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = asked.value;

-- name: nodes_about
-- The index is named, as SQLite would rather look at all nodes for each of the list.
SELECT n.id, n.label, n.kind, n.properties FROM json_each(:about) AS asked
CROSS JOIN node AS n INDEXED BY node_about
  ON n.namespace = :space AND n.label = :label AND n.about = asked.value;

-- name: nodes_resting_on
SELECT DISTINCT n.id, n.label, n.kind, n.properties FROM json_each(:bases) AS asked
CROSS JOIN resting AS r ON r.namespace = :space AND r.base = asked.value
CROSS JOIN node AS n ON n.namespace = :space AND n.id = r.node;

-- In the four that follow, a list left out is null and asks for nothing.

-- name: relationships
SELECT id, type, source, target, episode, properties FROM relationship
WHERE namespace = :space ORDER BY id;

-- name: relationships_of_types
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:types) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.type = asked.value
ORDER BY r.id;

-- name: relationships_in_episodes
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:episodes) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.episode = asked.value
WHERE (:types IS NULL OR +r.type IN (SELECT value FROM json_each(:types)))
  AND (:touching IS NULL OR r.source IN (SELECT value FROM json_each(:touching))
                         OR r.target IN (SELECT value FROM json_each(:touching)))
ORDER BY r.id;

-- name: relationships_touching
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:touching) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.source = asked.value
WHERE (:types IS NULL OR +r.type IN (SELECT value FROM json_each(:types)))
UNION
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:touching) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = asked.value
WHERE (:types IS NULL OR +r.type IN (SELECT value FROM json_each(:types)))
ORDER BY 1;

-- name: relationships_from
-- What goes out from the nodes of a list to those of another.
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.source = asked.value
WHERE +r.target IN (SELECT value FROM json_each(:targets));

-- name: relationships_into
-- What comes to the nodes of a list from those of another.
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = asked.value
WHERE +r.source IN (SELECT value FROM json_each(:sources));

-- name: relationships_of_pairs
SELECT r.id, r.type, r.source, r.target, r.episode, r.properties
FROM json_each(:ids) AS asked CROSS JOIN json_each(:targets) AS other
CROSS JOIN relationship AS r
  ON r.namespace = :space AND r.source = asked.value AND r.target = other.value;

-- name: neighbours
-- Of each node of the list, the JSON lists of the first `limit` it points to and from. A source
-- is no way from one episode to another.
SELECT
  (SELECT json_group_array(target) FROM (
     SELECT DISTINCT r.target FROM relationship AS r
     WHERE r.namespace = :space AND r.source = asked.value AND r.type <> 'FROM'
     ORDER BY r.target LIMIT :limit)),
  (SELECT json_group_array(source) FROM (
     SELECT DISTINCT r.source FROM relationship AS r
     WHERE r.namespace = :space AND r.target = asked.value AND r.type <> 'FROM'
     ORDER BY r.source LIMIT :limit))
FROM json_each(:ids) AS asked;

-- name: existing
SELECT n.id FROM json_each(:ids) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = asked.value
UNION
SELECT e.id FROM json_each(:ids) AS asked
CROSS JOIN episode AS e ON e.namespace = :space AND e.id = asked.value
UNION
SELECT s.id FROM json_each(:ids) AS asked
CROSS JOIN source AS s ON s.namespace = :space AND s.id = asked.value
ORDER BY 1;

-- name: links_of_episodes
SELECT r.id FROM json_each(:episodes) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.source = asked.value
WHERE +r.type IN ('NEXT', 'FROM');

-- name: links_back
SELECT r.source FROM json_each(:episodes) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = asked.value
WHERE +r.type = 'NEXT';

-- name: drop_relationships
DELETE FROM relationship WHERE namespace = :space AND id IN (SELECT value FROM json_each(:ids));

-- name: drop_relationships_of_episodes
DELETE FROM relationship WHERE namespace = :space
  AND episode IN (SELECT value FROM json_each(:episodes));

-- name: drop_relationships_from
DELETE FROM relationship WHERE namespace = :space
  AND source IN (SELECT value FROM json_each(:ids));

-- name: drop_relationships_to
DELETE FROM relationship WHERE namespace = :space
  AND target IN (SELECT value FROM json_each(:ids));

-- name: drop_names
DELETE FROM name WHERE namespace = :space AND entity IN (SELECT value FROM json_each(:ids));

-- name: drop_nodes
DELETE FROM node WHERE namespace = :space AND id IN (SELECT value FROM json_each(:ids));

-- name: untouched
SELECT n.id FROM json_each(:ids) AS asked
CROSS JOIN node AS n ON n.namespace = :space AND n.id = asked.value
WHERE NOT EXISTS (SELECT 1 FROM relationship AS r
                  WHERE r.namespace = :space AND r.source = n.id)
  AND NOT EXISTS (SELECT 1 FROM relationship AS r
                  WHERE r.namespace = :space AND r.target = n.id);

-- name: missing_ends
-- Ends of the list's relationships that are neither node, episode nor source.
SELECT r.id, r.type, r.source, r.target FROM json_each(:ids) AS asked
CROSS JOIN relationship AS r ON r.namespace = :space AND r.id = asked.value
WHERE NOT (EXISTS (SELECT 1 FROM node AS n WHERE n.namespace = :space AND n.id = r.source)
        OR EXISTS (SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = r.source)
        OR EXISTS (SELECT 1 FROM source AS s WHERE s.namespace = :space AND s.id = r.source))
   OR NOT (EXISTS (SELECT 1 FROM node AS n WHERE n.namespace = :space AND n.id = r.target)
        OR EXISTS (SELECT 1 FROM episode AS e WHERE e.namespace = :space AND e.id = r.target)
        OR EXISTS (SELECT 1 FROM source AS s WHERE s.namespace = :space AND s.id = r.target))
ORDER BY r.id LIMIT 1;
