UNWIND $steps AS step
MATCH (a:Memory {namespace: $space, id: step[0]})
MATCH (b:Memory {namespace: $space, id: step[2]})
OPTIONAL MATCH (a)-[r]-(b) WHERE type(r) = step[1]
RETURN a, r, b
