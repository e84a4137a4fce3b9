-- What end users allowed. A row is written once; only `purposes` (when a newer consent takes some over)
-- and the end change.
CREATE TABLE consents (
  id              text PRIMARY KEY,
  workspace_id    text NOT NULL,
  end_user_id     text NOT NULL,
  provider        text NOT NULL,
  purposes        text[] NOT NULL,
  scopes          text[] NOT NULL,
  notice          jsonb,
  evidence        jsonb,
  granted_by      text NOT NULL,
  granted_at      timestamptz(3) NOT NULL,
  expires_at      timestamptz(3) NOT NULL,
  end_cause       text CHECK (end_cause IN ('revoked', 'expired', 'superseded')),
  ended_at        timestamptz(3),
  end_reason      text,
  salt            text NOT NULL,
  idempotency_key text,
  CHECK ((end_cause IS NULL) = (ended_at IS NULL)),
  UNIQUE (workspace_id, granted_by, idempotency_key)
);
CREATE INDEX consents_newest ON consents (workspace_id, id DESC);
CREATE INDEX consents_of_end_user ON consents (workspace_id, end_user_id, id DESC);
CREATE INDEX consents_due ON consents (expires_at) WHERE end_cause IS NULL;

-- One row per purpose: the consent that decides for it. A re-grant moves the row to the newer consent.
CREATE TABLE consent_purposes (
  workspace_id text NOT NULL,
  end_user_id  text NOT NULL,
  provider     text NOT NULL,
  purpose      text NOT NULL,
  consent_id   text NOT NULL REFERENCES consents (id),
  PRIMARY KEY (workspace_id, end_user_id, provider, purpose)
);
