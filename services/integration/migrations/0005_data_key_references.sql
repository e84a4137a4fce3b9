-- A data key is deleted when nothing is sealed under it any more.
CREATE INDEX action_runs_data_key ON action_runs (data_key_id) WHERE data_key_id IS NOT NULL;
