// What points by NEXT to episodes. Parameters: space, episodes.
UNWIND $episodes AS id
MATCH (p)-[:NEXT]->(:Episode:Memory {namespace: $space, id: id})
RETURN p.id AS id
