-- Lists by state. Most runs come and go without ever being in one of these states, and so without a place in here.
CREATE INDEX executions_by_status ON executions (workspace_id, status, id DESC)
  WHERE status IN ('waiting', 'suspended', 'cancelled', 'faulted');
