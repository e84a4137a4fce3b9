-- Keys that encrypt a workspace's credentials, themselves wrapped by a key from the secret store.
CREATE TABLE data_keys (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  workspace_id text NOT NULL,
  wrapped bytea NOT NULL,
  wrapping_key_id text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX data_keys_workspace ON data_keys (workspace_id);
CREATE INDEX data_keys_wrapping_key ON data_keys (wrapping_key_id);

CREATE TABLE connections (
  id text COLLATE "C" PRIMARY KEY,
  workspace_id text NOT NULL,
  provider text NOT NULL,
  end_user_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('active', 'expired', 'needsReauth', 'revoked', 'error')),
  status_reason text NOT NULL DEFAULT '',
  scopes text[] NOT NULL,
  account_id text NOT NULL,
  account_name text NOT NULL DEFAULT '',
  params jsonb NOT NULL DEFAULT '{}',
  connected_at timestamptz NOT NULL,
  last_used_at timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
-- One account is one connection of an end user, however often it is authorised.
CREATE UNIQUE INDEX connections_account ON connections (workspace_id, provider, end_user_id, account_id);
CREATE INDEX connections_newest ON connections (workspace_id, id DESC);
CREATE INDEX connections_end_user ON connections (workspace_id, end_user_id, provider, id DESC);

-- Versions never return, so that whoever saw an old one cannot mistake a new one for it.
CREATE SEQUENCE credential_versions;

-- The credentials of a connection, encrypted; gone with its revocation.
CREATE TABLE tokens (
  connection_id text COLLATE "C" PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
  workspace_id text NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_keys (id),
  ciphertext bytea NOT NULL,
  expires_at timestamptz,
  version bigint NOT NULL DEFAULT nextval('credential_versions'),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX tokens_data_key ON tokens (data_key_id);

-- Runs that were given an idempotency key: claimed while they run, with their encrypted result afterwards.
CREATE TABLE action_runs (
  workspace_id text NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  claimed_until timestamptz NOT NULL,
  data_key_id uuid REFERENCES data_keys (id),
  result bytea,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, idempotency_key)
);
CREATE INDEX action_runs_expiry ON action_runs (expires_at);
