// Parameters: space, source.
MATCH (e:Episode:Memory {namespace: $space, source: $source}) WHERE e.ordinal IS NOT NULL
RETURN e {.id, .source, .ordinal, .text, .heading, .speaker, .occurred_from, .occurred_to, .grain,
          .recorded_at} AS episode
