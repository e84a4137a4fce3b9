-- What the rows of imported files became. A legacy id means one thing for ever, however often it is imported.
CREATE TABLE imported (
  entity       text NOT NULL,
  workspace_id text COLLATE "C" NOT NULL, -- '' for what belongs to no workspace
  legacy_id    text COLLATE "C" NOT NULL,
  id           text NOT NULL,
  imported_at  timestamptz(3) NOT NULL,
  file_hash    text NOT NULL,
  line         bigint NOT NULL,
  PRIMARY KEY (entity, workspace_id, legacy_id),
  UNIQUE (entity, id)
);

-- How far each file was read: written with the rows themselves.
CREATE TABLE import_files (
  entity        text NOT NULL,
  file_hash     text NOT NULL,
  line          bigint NOT NULL,
  counts        jsonb NOT NULL,
  rejects_bytes bigint NOT NULL,
  started_at    timestamptz NOT NULL DEFAULT now(),
  finished_at   timestamptz,
  PRIMARY KEY (entity, file_hash)
);
