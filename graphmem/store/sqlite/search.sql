-- What each index proposes: rows of a passage's key, best first. `:space` is the namespace's key.

-- name: postings
-- Where words stand, and which of the JSON list of keys of terms it is.
SELECT p.passage, asked.key, p.count, p.length
FROM json_each(:terms) AS asked CROSS JOIN posting AS p ON p.term = asked.value;

-- name: vectors_after
-- Keys and vectors of one length, of the passages that came after a key.
SELECT key, vector FROM passage
WHERE key > :after AND namespace = :space AND length(vector) = :dim ORDER BY key;

-- name: last_passage
SELECT key FROM passage WHERE namespace = :space ORDER BY key DESC LIMIT 1;

-- name: first_keys
SELECT p.key FROM json_each(:keys) AS asked CROSS JOIN passage AS p ON p.key = asked.value
ORDER BY p.id LIMIT :limit;

-- name: named_entities
-- Of each asked name: the first `most` entities that have it, or else those it is a part of the
-- name of.
WITH asked AS MATERIALIZED (
  SELECT value AS name, (SELECT max(w.whole) FROM name AS w
                         WHERE w.namespace = :space AND w.name = value) AS whole
  FROM json_each(:names))
SELECT asked.name, n.entity FROM asked CROSS JOIN name AS n
  ON n.namespace = :space AND n.name = asked.name
 AND n.entity IN (SELECT m.entity FROM name AS m
                  WHERE m.namespace = :space AND m.name = asked.name AND m.whole = asked.whole
                  ORDER BY m.entity LIMIT :most)
ORDER BY 1, 2;

-- name: search_names
-- `entities` is a JSON list of [name, id]. Passages around a mention: first those that have
-- rarer names and more of them. Of each entity the first `most` mentions by episode are read: who
-- is named everywhere says little of where to look.
WITH asked AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS name, json_extract(value, '$[1]') AS entity
  FROM json_each(:entities)),
mention AS MATERIALIZED (
  SELECT asked.name AS name, r.episode AS episode,
         json_extract(r.properties, '$.start') AS start
  FROM asked CROSS JOIN relationship AS r ON r.rowid IN (
    SELECT m.rowid FROM relationship AS m
    WHERE m.namespace = :space AND m.source = asked.entity AND +m.type = 'MENTIONED_IN'
    ORDER BY m.target LIMIT :most)),
weight AS MATERIALIZED (SELECT name, 1.0 / count(*) AS weight FROM mention GROUP BY name),
around AS MATERIALIZED (
  SELECT DISTINCT mention.name AS name, (
    SELECT p.key FROM passage AS p
    WHERE p.namespace = :space AND p.episode = mention.episode AND p.start <= mention.start
    ORDER BY p.start DESC, p."end" DESC LIMIT 1) AS key
  FROM mention)
SELECT p.key FROM around
JOIN weight ON weight.name = around.name
CROSS JOIN passage AS p ON p.key = around.key
GROUP BY p.key ORDER BY round(sum(weight.weight), 12) DESC, p.id LIMIT :limit;

-- name: search_named_episodes
-- All passages of the episodes that mention the entities, those of rarer names first.
WITH asked AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS name, json_extract(value, '$[1]') AS entity
  FROM json_each(:entities)),
mention AS MATERIALIZED (
  SELECT DISTINCT asked.name AS name, r.episode AS episode
  FROM asked CROSS JOIN relationship AS r ON r.rowid IN (
    SELECT m.rowid FROM relationship AS m
    WHERE m.namespace = :space AND m.source = asked.entity AND +m.type = 'MENTIONED_IN'
    ORDER BY m.target LIMIT :most)),
weight AS MATERIALIZED (SELECT name, 1.0 / count(*) AS weight FROM mention GROUP BY name),
best AS MATERIALIZED (
  SELECT mention.episode AS episode, round(sum(weight.weight), 12) AS score
  FROM mention JOIN weight ON weight.name = mention.name
  GROUP BY mention.episode ORDER BY 2 DESC, 1 LIMIT :limit)
SELECT p.key FROM best
CROSS JOIN passage AS p ON p.namespace = :space AND p.episode = best.episode
ORDER BY best.score DESC, p.id LIMIT :limit;

-- name: search_times
-- `times` is a JSON list of half-open [from, to]. First what lies within one of them, then what
-- only overlaps; of each, passages around the words that tell of the time, then those of
-- episodes of that time.
WITH asked AS MATERIALIZED (
  SELECT json_extract(value, '$[0]') AS start, json_extract(value, '$[1]') AS "end"
  FROM json_each(:times)),
dated AS MATERIALIZED (
  SELECT n.id AS id, n.label AS label,
         min(n.occurred_from < asked.start OR n.occurred_to > asked."end") AS outside
  FROM asked CROSS JOIN node AS n
    ON n.namespace = :space AND n.label IN ('Event', 'Time')
   AND n.occurred_from < asked."end" AND n.occurred_to > asked.start
  WHERE n.occurred_from IS NOT NULL
  GROUP BY n.id ORDER BY 3, 1 LIMIT :limit),
told AS MATERIALIZED (
  SELECT r.episode AS episode, dated.outside AS outside,
         json_extract(r.properties, '$.start') AS start,
         json_extract(r.properties, '$.end') AS "end"
  FROM dated CROSS JOIN relationship AS r ON r.namespace = :space AND r.source = dated.id
  WHERE dated.label = 'Event' AND +r.type = 'EVIDENCED_BY'
  UNION
  SELECT r.episode, dated.outside,
         json_extract(r.properties, '$.start'), json_extract(r.properties, '$.end')
  FROM dated CROSS JOIN relationship AS r ON r.namespace = :space AND r.target = dated.id
  WHERE dated.label = 'Time' AND +r.type = 'DURING'),
lived AS MATERIALIZED (
  SELECT e.id AS episode,
         min(e.occurred_from < asked.start OR e.occurred_to > asked."end") AS outside
  FROM asked CROSS JOIN episode AS e
    ON e.namespace = :space
   AND e.occurred_from < asked."end" AND e.occurred_to > asked.start
  WHERE e.occurred_from IS NOT NULL
  GROUP BY e.id ORDER BY 2, 1 LIMIT :limit)
SELECT key FROM (
  SELECT p.key AS key, p.id AS id, 2 * told.outside AS tier
  FROM told CROSS JOIN passage AS p ON p.namespace = :space AND p.episode = told.episode
   AND p.start < told."end" AND p."end" > told.start
  UNION ALL
  SELECT p.key, p.id, 2 * lived.outside + 1
  FROM lived CROSS JOIN passage AS p ON p.namespace = :space AND p.episode = lived.episode)
GROUP BY key ORDER BY min(tier), id LIMIT :limit;

-- name: search_episodes
SELECT p.key FROM json_each(:episodes) AS asked
CROSS JOIN passage AS p ON p.namespace = :space AND p.episode = asked.value;

-- name: search_beside
-- What stands right before and after each passage of a list of keys: in its episode, or in a chat
-- at the end of the episode before and the beginning of the one after.
WITH found AS MATERIALIZED (
  SELECT p.episode AS episode, p.start AS start FROM json_each(:keys) AS asked
  CROSS JOIN passage AS p ON p.key = asked.value),
spoken AS MATERIALIZED (
  SELECT DISTINCT e.id AS id, e.source AS source, e.ordinal AS ordinal FROM found
  CROSS JOIN episode AS e ON e.namespace = :space AND e.id = found.episode
  WHERE e.speaker IS NOT NULL)
SELECT (SELECT p.key FROM passage AS p
        WHERE p.namespace = :space AND p.episode = found.episode AND p.start < found.start
        ORDER BY p.start DESC LIMIT 1) FROM found
UNION
SELECT (SELECT p.key FROM passage AS p
        WHERE p.namespace = :space AND p.episode = found.episode AND p.start > found.start
        ORDER BY p.start LIMIT 1) FROM found
UNION
SELECT (SELECT p.key FROM passage AS p
        WHERE p.namespace = :space AND p.episode = (
          SELECT b.id FROM episode AS b WHERE b.namespace = :space AND b.source = spoken.source
            AND (b.ordinal, b.id) < (spoken.ordinal, spoken.id)
          ORDER BY b.ordinal DESC, b.id DESC LIMIT 1)
        ORDER BY p.start DESC LIMIT 1) FROM spoken
UNION
SELECT (SELECT p.key FROM passage AS p
        WHERE p.namespace = :space AND p.episode = (
          SELECT a.id FROM episode AS a WHERE a.namespace = :space AND a.source = spoken.source
            AND (a.ordinal, a.id) > (spoken.ordinal, spoken.id)
          ORDER BY a.ordinal, a.id LIMIT 1)
        ORDER BY p.start LIMIT 1) FROM spoken;

-- name: candidates
SELECT p.key, p.id, p.episode, p.start, p."end", p.terms, p.vector, p.dated FROM json_each(:keys) AS asked
CROSS JOIN passage AS p ON p.key = asked.value
ORDER BY p.id;

-- name: years
-- The years in which anything is dated: what is told of, and when it was told.
SELECT DISTINCT substr(occurred_from, 1, 4) FROM node
WHERE namespace = :space AND label = 'Time' AND occurred_from IS NOT NULL
UNION
SELECT substr(occurred_from, 1, 4) FROM episode
WHERE namespace = :space AND occurred_from IS NOT NULL
ORDER BY 1;
