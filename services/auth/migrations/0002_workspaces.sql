create table workspaces (
  id            text primary key,
  name          text not null,
  plan          text not null,
  owner_id      text not null references users (id),
  redirect_uris jsonb not null default '[]',
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  deleted_at    timestamptz
);

create table members (
  workspace_id text not null references workspaces (id) on delete cascade,
  user_id      text not null references users (id) on delete cascade,
  role         text not null check (role in ('admin', 'developer', 'user', 'viewer')),
  added_at     timestamptz not null,
  primary key (workspace_id, user_id)
);
create index members_user on members (user_id, workspace_id);

create table api_keys (
  id                  text primary key,
  workspace_id        text not null references workspaces (id),
  created_by          text not null,
  name                text not null,
  prefix              text not null,
  hash                text not null unique,
  scopes              jsonb not null default '[]',
  rate_limit_per_hour integer not null,
  created_at          timestamptz not null,
  expires_at          timestamptz,
  last_used_at        timestamptz,
  revoked_at          timestamptz,
  replaced_by         text
);
create index api_keys_workspace on api_keys (workspace_id, id);

-- No foreign key: the record of what was done outlives what it was done to.
create table audit (
  id           text primary key,
  workspace_id text not null,
  at           timestamptz not null,
  actor_kind   text not null,
  actor_id     text not null,
  action       text not null,
  target_id    text not null,
  detail       jsonb not null default '{}',
  request_id   text not null default ''
);
create index audit_workspace on audit (workspace_id, id desc);
