// The years in which anything is dated. Parameters: space.
CALL () {
  MATCH (n:Time:Memory {namespace: $space}) WHERE n._from > ''
  RETURN DISTINCT left(n._from, 4) AS year
  UNION
  MATCH (e:Episode:Memory {namespace: $space}) WHERE e.occurred_from > ''
  RETURN DISTINCT left(e.occurred_from, 4) AS year
}
RETURN DISTINCT year
