-- Long values, once for each run however often its state and its task log hold them; gone with the run.
CREATE TABLE payloads (
  execution_id text NOT NULL REFERENCES executions (id) ON DELETE CASCADE,
  -- SHA-256 of the value's text.
  hash text NOT NULL,
  -- JSON, in which longer values still may be left out.
  value text NOT NULL,
  PRIMARY KEY (execution_id, hash)
);
-- What is left out of the JSON beside it: [{at, hash}], `at` a JSON pointer; null when nothing is.
ALTER TABLE executions ADD COLUMN state_payloads json;
ALTER TABLE tasks ADD COLUMN payloads json;
