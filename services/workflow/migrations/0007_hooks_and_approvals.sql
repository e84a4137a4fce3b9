-- Addresses at which others send what becomes events of a workspace.
CREATE TABLE hooks (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  path text NOT NULL,
  event_type text NOT NULL,
  end_user_id text,
  description text NOT NULL,
  -- [{hash, until?}], newest first: SHA-256 of tokens.
  tokens jsonb NOT NULL,
  -- [{sealed, until?}], newest first: signing secrets, encrypted.
  secrets jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX hooks_by_path ON hooks (workspace_id, path);
CREATE INDEX hooks_by_workspace ON hooks (workspace_id, id DESC);

-- What runs ask persons to decide by a link; gone with the run.
CREATE TABLE approvals (
  id text PRIMARY KEY,
  workspace_id text NOT NULL,
  execution_id text NOT NULL REFERENCES executions (id) ON DELETE CASCADE,
  end_user_id text,
  title text NOT NULL,
  description text NOT NULL,
  choices jsonb NOT NULL,
  -- SHA-256 of the link's token; the token itself only encrypted, for the run that sends it.
  token_hash text NOT NULL UNIQUE,
  sealed_token text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  decision text,
  comment text,
  decided_at timestamptz
);
CREATE INDEX approvals_by_execution ON approvals (execution_id);
