// Who was where on a day: each happening that day with its place and its people, as a graph.
// Change the namespace, the day and the day after it.
WITH 'default' AS space, '2025-06-20' AS day, '2025-06-21' AS next
MATCH (e:Event:Memory {namespace: space})
WHERE e._from >= day AND e._from < next AND e.level = 'occasion'
MATCH path = (e)-[:AT|AGENT|COMPANION|DURING]->(:Entity|Time)
RETURN path LIMIT 200;
