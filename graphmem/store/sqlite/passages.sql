-- Passages and the index of their words. `:space` and `?1`, where it is named so, are the
-- namespace's key.

-- name: passages_by_id
SELECT p.key, p.id, p.episode, p.start, p."end", p.terms, p.vector, p.dated FROM json_each(:ids) AS asked
CROSS JOIN passage AS p ON p.namespace = :space AND p.id = asked.value;

-- name: passages_in_episodes
SELECT p.key, p.terms FROM json_each(:episodes) AS asked
CROSS JOIN passage AS p ON p.namespace = :space AND p.episode = asked.value;

-- name: add_passage
INSERT INTO passage (namespace, id, episode, start, "end", terms, vector, dated)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: drop_passage
DELETE FROM passage WHERE key = ?1;

-- name: keys_of_terms
SELECT t.term, t.key, t.frequency FROM json_each(:terms) AS asked
CROSS JOIN term AS t ON t.namespace = :space AND t.term = asked.value;

-- name: add_term
-- Parameters: namespace, term, by how many its document frequency changes.
INSERT INTO term (namespace, term, frequency) VALUES (?1, ?2, ?3)
ON CONFLICT (namespace, term) DO UPDATE SET frequency = frequency + excluded.frequency;

-- name: drop_unused_terms
DELETE FROM term WHERE namespace = :space AND frequency = 0
  AND term IN (SELECT value FROM json_each(:terms));

-- name: add_posting
INSERT INTO posting (term, passage, count, length) VALUES (?1, ?2, ?3, ?4);

-- name: drop_posting
DELETE FROM posting WHERE term = ?1 AND passage = ?2;

