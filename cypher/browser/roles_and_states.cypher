// Who had which role, or was in which state, and the words that say so; also what they were not.
// Change the namespace.
WITH 'default' AS space
CALL (space) {
  MATCH (x)-[r:HAS_ROLE {namespace: space}]->(what) WHERE r.episode IS NOT NULL
  RETURN x, r, what
  UNION ALL
  MATCH (x)-[r:IN_STATE {namespace: space}]->(what) WHERE r.episode IS NOT NULL
  RETURN x, r, what
}
MATCH (ep:Episode:Memory {namespace: space, id: r.episode})
RETURN x.name AS who, CASE r.polarity WHEN 'negative' THEN 'is not' ELSE 'is' END AS tie,
       what.name AS what, substring(ep.text, r.start, r.end - r.start) AS words
ORDER BY who, what LIMIT 100;
