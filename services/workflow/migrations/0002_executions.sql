CREATE TABLE executions (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  workflow_id text NOT NULL REFERENCES workflows (id),
  workflow_version text NOT NULL,
  workflow_hash text NOT NULL,
  status text NOT NULL
    CHECK (status IN ('pending', 'running', 'waiting', 'suspended', 'cancelled', 'faulted', 'completed')),
  input json NOT NULL,
  output json,
  error json,
  end_user_id text,
  -- Provider id to connection id.
  connections jsonb NOT NULL DEFAULT '{}',
  purpose text NOT NULL DEFAULT 'automation',
  -- Who started it: `usr_…` or `key_…`.
  started_by text NOT NULL,
  idempotency_key text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,

  -- Where the interpreter stands; null before the first task and after the end.
  state json,
  -- Rises with every process that takes the run up: what an earlier one still writes is refused.
  epoch integer NOT NULL DEFAULT 0,
  lease_owner text,
  lease_until timestamptz,
  wake_at timestamptz,

  -- What the engine knows of it: null until it was told, and until it has forgotten it.
  scheduled_at timestamptz,
  purged_at timestamptz,
  -- Not before then is the engine to be asked again about this run.
  engine_check_at timestamptz NOT NULL
);
CREATE INDEX executions_by_workspace ON executions (workspace_id, id DESC);
CREATE INDEX executions_by_workflow ON executions (workspace_id, workflow_id, id DESC);
CREATE INDEX executions_by_end_user ON executions (workspace_id, end_user_id, id DESC) WHERE end_user_id IS NOT NULL;
CREATE UNIQUE INDEX executions_by_key ON executions (workspace_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX executions_for_engine ON executions (engine_check_at) WHERE purged_at IS NULL;

-- The task log. One row for each task and iteration.
CREATE TABLE tasks (
  execution_id text NOT NULL REFERENCES executions (id),
  workspace_id text NOT NULL,
  reference text NOT NULL,
  iteration text NOT NULL,
  position integer NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'waiting', 'cancelled', 'faulted', 'completed')),
  attempt integer NOT NULL,
  input json,
  output json,
  error json,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (execution_id, reference, iteration)
);
CREATE INDEX tasks_in_order ON tasks (execution_id, position);
