-- How many runs of a workspace each process may have at work: a process draws some at once, for as long as it lives.
CREATE TABLE places (
  workspace_id text NOT NULL,
  owner text NOT NULL,
  held integer NOT NULL,
  until timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, owner)
);
CREATE INDEX places_by_owner ON places (owner);

-- Set for runs that wait for a place to begin; most never do.
ALTER TABLE executions ADD COLUMN queued_at timestamptz;
CREATE INDEX executions_queued ON executions (workspace_id, id) WHERE queued_at IS NOT NULL AND status = 'pending';
