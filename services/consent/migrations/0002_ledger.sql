-- The audit log: one hash chain per workspace. It holds no personal data of end users and no foreign key,
-- so it outlives what it tells of.
CREATE TABLE ledger (
  workspace_id  text NOT NULL,
  seq           bigint NOT NULL CHECK (seq > 0),
  consent_id    text NOT NULL,
  action        text NOT NULL,
  at            timestamptz(3) NOT NULL,
  actor         text NOT NULL,
  details       jsonb NOT NULL,
  previous_hash text NOT NULL,
  hash          text NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);
CREATE INDEX ledger_of_consent ON ledger (workspace_id, consent_id, seq);

-- The newest entry of each chain. Its row is the lock under which a workspace changes, and it tells when
-- entries are missing at the end.
CREATE TABLE ledger_heads (
  workspace_id text PRIMARY KEY,
  seq          bigint NOT NULL,
  hash         text NOT NULL
);

-- Heads signed while they were new: whoever rewrites a chain cannot sign these again.
CREATE TABLE ledger_checkpoints (
  workspace_id text NOT NULL,
  seq          bigint NOT NULL,
  hash         text NOT NULL,
  at           timestamptz(3) NOT NULL,
  signature    text NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);

CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER ledger_checkpoints_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoints
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
