-- What is done to many runs, in batches, by one process at a time: who died is followed by another, from `cursor` on.
CREATE TABLE bulk_operations (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  action text NOT NULL CHECK (action IN ('cancel', 'suspend', 'resume', 'rerun')),
  filter jsonb NOT NULL,
  reason text NOT NULL,
  -- Who asked for it: `usr_…` or `key_…`.
  started_by text NOT NULL,
  matched integer NOT NULL,
  changed integer NOT NULL DEFAULT 0,
  skipped integer NOT NULL DEFAULT 0,
  failed integer NOT NULL DEFAULT 0,
  -- The last run that had its turn.
  cursor text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  lease_owner text,
  lease_until timestamptz
);
CREATE INDEX bulk_operations_open ON bulk_operations (workspace_id) WHERE ended_at IS NULL;
CREATE INDEX bulk_operations_by_age ON bulk_operations (ended_at) WHERE ended_at IS NOT NULL;
