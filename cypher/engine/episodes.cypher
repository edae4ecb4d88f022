// Parameters: space.
MATCH (e:Episode:Memory {namespace: $space}) WHERE e.id IS NOT NULL
RETURN e {.id, .source, .ordinal, .text, .heading, .speaker, .occurred_from, .occurred_to, .grain,
          .recorded_at} AS episode
