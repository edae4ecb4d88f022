-- All that a namespace holds, by id, read row by row. `:space` is the namespace's key.

-- name: every_source
SELECT id, uri, title FROM source WHERE namespace = :space ORDER BY id;

-- name: every_episode
SELECT id, source, ordinal, text, heading, speaker, occurred_from, occurred_to, grain, recorded_at
FROM episode WHERE namespace = :space ORDER BY id;

-- name: every_workspace
SELECT reading FROM workspace WHERE namespace = :space ORDER BY episode;

-- name: every_sighting
SELECT id, episode, place, source, ordinal, kind, name, gender, named, blocks, entity, score,
       reason, mentions, aliases
FROM sighting WHERE namespace = :space ORDER BY id;

-- name: every_passage
SELECT id, episode, start, "end", terms, vector, dated FROM passage WHERE namespace = :space ORDER BY id;

-- name: every_correction
SELECT id, kind, ordinal, ones, others, name, recorded_at
FROM correction WHERE namespace = :space ORDER BY id;

-- name: every_decision
SELECT id, sort, key, ones, others, said, reason, model, recorded_at
FROM decision WHERE namespace = :space ORDER BY id;

-- name: every_node
SELECT id, label, kind, properties FROM node WHERE namespace = :space ORDER BY id;

-- name: every_relationship
-- Without what the store keeps from the episodes. The plus keeps the type from choosing the index.
SELECT id, type, source, target, episode, properties FROM relationship
WHERE namespace = :space AND +type NOT IN ('NEXT', 'FROM') ORDER BY id;
