// Passages that the vector index proposes; other namespaces' are among what it finds, so more are
// asked for than wanted. Parameters: space, vector, most, limit.
CALL db.index.vector.queryNodes('passage_embedding', $most, $vector) YIELD node AS p, score
WITH p WHERE p.namespace = $space
RETURN p.id AS id, p.vector AS vector LIMIT $limit
