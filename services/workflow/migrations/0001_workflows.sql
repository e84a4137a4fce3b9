-- A definition: one row for all versions of (namespace, name). Deleted ones stay for the runs that name them.
CREATE TABLE workflows (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  namespace text NOT NULL,
  name text NOT NULL,
  newest_version text NOT NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz
);
CREATE UNIQUE INDEX workflows_by_name ON workflows (workspace_id, namespace, name) WHERE deleted_at IS NULL;
CREATE INDEX workflows_by_workspace ON workflows (workspace_id, id) WHERE deleted_at IS NULL;

-- A version never changes. `source` is the text as it was sent, `document` the same as JSON; json, not jsonb:
-- it keeps the order of members, and strings with NUL, which jsonb refuses.
CREATE TABLE workflow_versions (
  workflow_id text NOT NULL REFERENCES workflows (id),
  workspace_id text NOT NULL,
  version text NOT NULL,
  hash text NOT NULL,
  format text NOT NULL CHECK (format IN ('json', 'yaml')),
  source text NOT NULL,
  document json NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (workflow_id, version)
);
