// Parameters: space; ids and sorts: those that are wanted, all where null.
MATCH (d:Decision:Memory {namespace: $space})
WHERE d.id IS NOT NULL AND ($ids IS NULL OR d.id IN $ids) AND ($sorts IS NULL OR d.sort IN $sorts)
RETURN properties(d) AS decision
