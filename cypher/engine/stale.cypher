// What changed below the layers. Parameters: space.
MATCH (n:Stale:Memory {namespace: $space})
RETURN n.sort AS sort, n.of AS id
