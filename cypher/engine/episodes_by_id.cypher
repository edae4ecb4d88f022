// Parameters: space, ids.
UNWIND $ids AS id
MATCH (e:Episode:Memory {namespace: $space, id: id})
RETURN e {.id, .source, .ordinal, .text, .heading, .speaker, .occurred_from, .occurred_to, .grain,
          .recorded_at} AS episode
