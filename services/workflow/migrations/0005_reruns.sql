-- The run that this one repeats, and from where.
ALTER TABLE executions ADD COLUMN rerun json;
