// What is known of someone: facts with the time they held, how sure they are and how often told.
// Change the namespace and the name.
WITH 'default' AS space, 'Yuki Tanabe' AS name
MATCH (x:Entity:Memory {namespace: space, name: name})
MATCH (f:Fact:Memory {namespace: space, subject: x.id})
RETURN f.text AS fact, left(f.valid_from, 10) AS since, left(f.valid_to, 10) AS until,
       f.confidence AS confidence, f.support AS told
ORDER BY since, fact LIMIT 200;
