-- A run is written several times in its first moments: with room in its page, the next version of the row needs no new
-- places in indexes.
ALTER TABLE executions SET (fillfactor = 60);
ALTER TABLE tasks SET (fillfactor = 80);
