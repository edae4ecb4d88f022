// Passages with their episodes. Parameters: space, ids.
UNWIND $ids AS id
MATCH (p:Passage:Memory {namespace: $space, id: id})
MATCH (e:Episode:Memory {namespace: $space, id: p.episode})
RETURN p {.id, .episode, .start, .end, .dated, .terms, .vector} AS passage,
       e {.id, .source, .ordinal, .text, .heading, .speaker, .occurred_from, .occurred_to, .grain,
          .recorded_at} AS episode
