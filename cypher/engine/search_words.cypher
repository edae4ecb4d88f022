// Passages that the full-text index proposes, with what scores them exactly.
// Parameters: space; query, for Lucene; limit.
CALL db.index.fulltext.queryNodes('passage_terms', $query, {limit: $limit}) YIELD node AS p, score
WITH p WHERE p.namespace = $space
RETURN p.id AS id, p.terms AS terms
