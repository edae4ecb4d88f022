// What has been read: each source, its episodes, and the days it tells of.
// Change the namespace.
WITH 'default' AS space
MATCH (s:Source:Memory {namespace: space}) WHERE s.id IS NOT NULL
MATCH (s)<-[:FROM]-(e:Episode)
OPTIONAL MATCH (e)<-[:EVIDENCED_BY]-(v:Event)
RETURN s.uri AS source, count(DISTINCT e) AS episodes, count(DISTINCT v) AS events,
       left(min(v.occurred_from), 10) AS first, left(max(v.occurred_from), 10) AS last
ORDER BY source LIMIT 100;
