// Entities, facts and scenes that bear some words, best first: a way in when you do not know a name.
// Change the namespace and the words (Lucene's syntax: AND, OR, "a phrase", begin*).
WITH 'default' AS space, 'kettle OR Vasquez' AS words
CALL db.index.fulltext.queryNodes('memory_names', words, {limit: 200}) YIELD node, score
WITH node, score WHERE node.namespace = space AND node:Memory
RETURN [label IN labels(node) WHERE label <> 'Memory'] AS labels,
       coalesce(node.name, node.text, node.title) AS found, round(score, 2) AS score
ORDER BY score DESC, found LIMIT 15;
