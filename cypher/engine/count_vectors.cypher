// How many passages the index holds, of all namespaces. No parameters.
MATCH (p:Passage:Memory) RETURN count(p) AS number
