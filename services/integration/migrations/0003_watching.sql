-- Webhooks name an account of a provider; whose it is, connections tell.
CREATE INDEX connections_provider_account ON connections (workspace_id, provider, account_id);

-- When the provider was asked whether it still takes a connection; those that were used last are asked first.
ALTER TABLE connections ADD COLUMN checked_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX connections_checked ON connections (checked_at) WHERE status = 'active';
CREATE INDEX connections_used ON connections (last_used_at DESC NULLS LAST) WHERE status = 'active';
