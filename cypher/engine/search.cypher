// What the indexes propose, each with what scores it exactly, and the statistics that scoring needs.
// Parameters: space; token, by which the full-text index knows it; terms: rows of term and asked, as
// Lucene reads it; postings: passages that their words may stand in together; vector, [] where the
// index takes none; dim, of the vector, 0 for none; few, passages that are all compared; most, that
// are asked of the vector index; limit, and wanted and around: as many as are taken of the words and
// the vectors; names, bearers and mentions: as many as are looked at of each; times: rows of from
// and to.
CALL () {
  OPTIONAL MATCH (s:Memory {namespace: $space, id: 'namespace'})
  RETURN coalesce(s.passages, 0) AS passages, coalesce(s.terms, 0) AS length,
         coalesce(s.metadata, '{}') AS metadata,
         EXISTS { (:Graphmem {name: 'filling ' + $space}) } AS filling
}
CALL () {
  UNWIND $terms AS row
  MATCH (t:Memory {namespace: $space, id: 'term:' + row.term})
  WITH row, t.frequency AS frequency ORDER BY frequency, row.term
  RETURN collect([row.term, frequency, row.asked]) AS known
}
// The rarest terms, one at least: a word that stands in very many passages tells little.
CALL (known) {
  RETURN reduce(of = {in: 0, kept: []}, t IN known |
    CASE WHEN of.kept = [] OR of.in + t[1] <= $postings
         THEN {in: of.in + t[1], kept: of.kept + [t]}
         ELSE {in: of.in + t[1] + $postings, kept: of.kept} END).kept AS telling
}
CALL (telling) {
  WITH reduce(words = '', t IN telling | words + ' ' + t[2]) AS words WHERE words <> ''
  WITH '+space:' + $token + ' +(' + words + ')' AS asked
  CALL db.index.fulltext.queryNodes('passage_terms', asked, {limit: $wanted}) YIELD node AS p
  WITH p WHERE p.namespace = $space
  RETURN collect([p.id, p.terms]) AS words
}
CALL () {
  MATCH (p:Passage)
  RETURN count(p) AS total
}
// The index is that of all namespaces: the smaller one's part, the more is asked for, up to what
// takes no longer than to compare few.
CALL (passages, total) {
  WITH CASE WHEN passages > $few AND size($vector) > 0
            THEN toInteger(ceil($around * toFloat(total) / passages)) ELSE 0 END AS most
  UNWIND CASE WHEN most > $most THEN [$most] WHEN most > 0 THEN [most] ELSE [] END AS asked
  CALL db.index.vector.queryNodes('passage_embedding', asked, $vector) YIELD node AS p
  WITH p WHERE p.namespace = $space
  RETURN collect([p.id, p.vector])[..$around] AS near
}
CALL (passages) {
  UNWIND CASE WHEN $dim > 0 AND (passages <= $few OR size($vector) = 0) THEN [$dim] ELSE [] END
    AS dim
  MATCH (p:Passage:Memory {namespace: $space})
  USING INDEX p:Passage(namespace, episode, start)
  WHERE p.episode IS NOT NULL AND p.start IS NOT NULL AND p.dim = dim
  RETURN collect([p.id, p.vector]) AS compared
}
CALL () {
  UNWIND $names AS name
  MATCH (m:Name:Memory {namespace: $space, id: 'name:' + name})
  CALL (m) {
    MATCH (e)-[r:CALLED]->(m)
    WITH r.whole AS whole, e ORDER BY whole DESC, e.id
    WITH collect({whole: whole, entity: e}) AS found
    UNWIND [f IN found WHERE f.whole = found[0].whole][..$bearers] AS kept
    RETURN kept.entity AS n
  }
  // Of who is named everywhere the first are found along an index: to order all takes too long.
  CALL (n) {
    WITH n WHERE COUNT { (n)-[:MENTIONED_IN]->() } <= 200
    MATCH (n)-[r:MENTIONED_IN]->(e)
    RETURN e.id AS episode, r.start AS start ORDER BY episode, start LIMIT $mentions
    UNION ALL
    WITH n WHERE COUNT { (n)-[:MENTIONED_IN]->() } > 200
    CALL (n) {
      MATCH (s:Sighting:Memory {namespace: $space, entity: n.id}) WHERE s.episode >= ''
      RETURN s.episode AS id ORDER BY s.namespace, s.entity, s.episode LIMIT $mentions
    }
    WITH DISTINCT n, id
    CALL (n, id) {
      MATCH (e:Episode:Memory {namespace: $space, id: id}) USING INDEX e:Episode(namespace, id)
      MATCH (n)-[r:MENTIONED_IN]->(e)
      RETURN r.start AS start
    }
    RETURN id AS episode, start ORDER BY episode, start LIMIT $mentions
  }
  RETURN collect([name, episode, start]) AS mentions
}
CALL () {
  CALL () {
    UNWIND $times AS asked
    MATCH (n:Event:Memory {namespace: $space})
    WHERE n._from < asked.to AND n._from >= '' AND n._to > asked.from
    RETURN n, n._from < asked.from OR n._to > asked.to AS outside
    UNION ALL
    UNWIND $times AS asked
    MATCH (n:Time:Memory {namespace: $space})
    WHERE n._from < asked.to AND n._from >= '' AND n._to > asked.from
    RETURN n, n._from < asked.from OR n._to > asked.to AS outside
  }
  WITH n, min(CASE WHEN outside THEN 1 ELSE 0 END) AS outside ORDER BY outside, n.id LIMIT $limit
  CALL (n) {
    MATCH (n)-[r:EVIDENCED_BY]->() WHERE n:Event
    RETURN r
    UNION
    MATCH (n)<-[r:DURING]-() WHERE n:Time
    RETURN r
  }
  RETURN collect([r.episode, outside, r.start, r.end]) AS told
}
CALL () {
  UNWIND $times AS asked
  MATCH (e:Episode:Memory {namespace: $space})
  WHERE e.occurred_from < asked.to AND e.occurred_from >= '' AND e.occurred_to > asked.from
  WITH e.id AS episode,
       min(CASE WHEN e.occurred_from < asked.from OR e.occurred_to > asked.to
                THEN 1 ELSE 0 END) AS outside
  ORDER BY outside, episode LIMIT $limit
  RETURN collect([episode, outside]) AS lived
}
CALL (mentions, told, lived) {
  UNWIND [m IN mentions | m[1]] + [t IN told | t[0]] + [l IN lived | l[0]] AS episode
  WITH DISTINCT episode
  MATCH (p:Passage:Memory {namespace: $space, episode: episode}) WHERE p.start IS NOT NULL
  RETURN collect([episode, p.id, p.start, p.end]) AS places
}
RETURN passages, length, metadata, filling, known, [t IN telling | t[0]] AS telling, words, near,
       compared, mentions, told, lived, places
