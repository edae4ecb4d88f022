// What was known on a day: facts about someone that held on that day and had been read by then.
// Change the namespace, the name, the day, and `read`: what was recorded later does not count.
WITH 'default' AS space, 'Henrik Vasquez' AS name, '2025-03-20' AS day, '9999' AS read
MATCH (x:Entity:Memory {namespace: space, name: name})
MATCH (f:Fact:Memory {namespace: space, subject: x.id})
WHERE f.valid_from <= day AND (f.valid_to IS NULL OR f.valid_to > day) AND f.recorded_at <= read
RETURN f.text AS fact, left(f.valid_from, 10) AS since, left(f.valid_to, 10) AS until,
       f.evidence AS evidence
ORDER BY since DESC, fact LIMIT 100;
