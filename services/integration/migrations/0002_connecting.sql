-- OAuth clients that workspaces registered themselves. One that was replaced stays while connections need it: a
-- refresh token belongs to the client that it was given to.
CREATE TABLE oauth_clients (
  workspace_id text NOT NULL,
  provider text NOT NULL,
  client_id text NOT NULL,
  data_key_id uuid NOT NULL REFERENCES data_keys (id),
  client_secret bytea NOT NULL,
  scopes text[] NOT NULL,
  current boolean NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, provider, client_id)
);
CREATE UNIQUE INDEX oauth_clients_current ON oauth_clients (workspace_id, provider) WHERE current;
CREATE INDEX oauth_clients_data_key ON oauth_clients (data_key_id);

-- Id of the workspace's own client that a connection was made with; NULL for the platform's.
ALTER TABLE connections ADD COLUMN own_client text;
CREATE INDEX connections_own_client ON connections (workspace_id, provider, own_client) WHERE own_client IS NOT NULL;

-- Every provider that there is: the platform's under the workspace '', and those of workspaces.
CREATE SEQUENCE provider_versions;
CREATE TABLE providers (
  workspace_id text NOT NULL,
  id text COLLATE "C" NOT NULL,
  definition jsonb NOT NULL,
  version bigint NOT NULL DEFAULT nextval('provider_versions'),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX connections_provider ON connections (workspace_id, provider);

-- Whoever renews credentials claims the row first; only the last claim may write. `renew_at` is when they are renewed
-- without anybody asking; NULL where nothing can be renewed.
ALTER TABLE tokens ADD COLUMN claim bigint, ADD COLUMN claimed_until timestamptz, ADD COLUMN renew_at timestamptz;
CREATE INDEX tokens_renewal ON tokens (renew_at) WHERE renew_at IS NOT NULL;

-- A workspace seals under its current data key; retired ones only open, until nothing is sealed under them.
ALTER TABLE data_keys ADD COLUMN retired_at timestamptz;
DROP INDEX data_keys_workspace;
CREATE UNIQUE INDEX data_keys_current ON data_keys (workspace_id) WHERE retired_at IS NULL;
CREATE INDEX data_keys_retired ON data_keys (retired_at) WHERE retired_at IS NOT NULL;
