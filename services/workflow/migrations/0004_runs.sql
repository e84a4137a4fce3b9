ALTER TABLE executions
  -- Events of the workspace after this position may be meant for the run.
  ADD COLUMN events_from bigint NOT NULL DEFAULT 0,
  -- The run that started it, and how many runs are above it.
  ADD COLUMN parent_id text REFERENCES executions (id) ON DELETE SET NULL,
  ADD COLUMN depth integer NOT NULL DEFAULT 0;
CREATE INDEX executions_by_age ON executions (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX executions_by_parent ON executions (parent_id) WHERE parent_id IS NOT NULL;
