-- Events of a workspace, for runs that wait for them and workflows that they start. Whoever inserts holds the
-- workspace's lock until the row is visible, so positions become visible in order.
CREATE TABLE tenant_events (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace_id text NOT NULL,
  source text NOT NULL,
  id text NOT NULL,
  type text NOT NULL,
  -- The whole event. json, not jsonb: it keeps strings with NUL.
  event json NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX tenant_events_once ON tenant_events (workspace_id, source, id);
CREATE INDEX tenant_events_in_order ON tenant_events (workspace_id, position);
CREATE INDEX tenant_events_by_type ON tenant_events (workspace_id, type, position);
CREATE INDEX tenant_events_by_age ON tenant_events (received_at);

-- Which runs wait for events: one row for each type, '' for every type.
CREATE TABLE listeners (
  workspace_id text NOT NULL,
  type text NOT NULL,
  execution_id text NOT NULL REFERENCES executions (id),
  PRIMARY KEY (workspace_id, type, execution_id)
);
CREATE INDEX listeners_by_execution ON listeners (execution_id);

-- The schedule of a definition's newest version, if it has one.
CREATE TABLE schedules (
  workflow_id text PRIMARY KEY REFERENCES workflows (id),
  workspace_id text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('every', 'cron', 'after', 'on')),
  -- `schedule` as the document has it.
  spec json NOT NULL,
  -- When it is due. Null while `after` waits for the end of a run, and always with `on`.
  next_at timestamptz,

  -- Of `on`. The types that it waits for, null for every type.
  types text[],
  -- Events up to here were looked at.
  cursor bigint NOT NULL DEFAULT 0,
  -- `all` that have some of their events.
  open json NOT NULL DEFAULT '[]',
  -- Rises with every change, so that of two who looked at the same events one is refused.
  revision integer NOT NULL DEFAULT 0
);
CREATE INDEX schedules_due ON schedules (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX schedules_on ON schedules (workspace_id) WHERE kind = 'on';
CREATE INDEX schedules_resting ON schedules (workflow_id) WHERE kind = 'after' AND next_at IS NULL;
CREATE INDEX executions_unfinished ON executions (workflow_id) WHERE ended_at IS NULL;
