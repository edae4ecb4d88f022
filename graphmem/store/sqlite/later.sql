-- What files made before it came lack.

-- name: has_decisions
SELECT 1 FROM sqlite_schema WHERE name = 'decision';

-- name: no_decisions
-- For one that may only read such a file.
CREATE TEMP TABLE decision (
  namespace, id, sort, key, ones, others, said, reason, model, recorded_at);
