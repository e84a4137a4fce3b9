-- What the workspaces' consents may be for, besides the built-in `automation`.
CREATE TABLE purposes (
  workspace_id text NOT NULL,
  id           text NOT NULL,
  title        text NOT NULL,
  description  text NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
