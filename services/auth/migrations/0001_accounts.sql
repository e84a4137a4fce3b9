create table users (
  id             text primary key,
  email          text not null,
  email_key      text not null unique,
  password_hash  text not null,
  first_name     text not null default '',
  last_name      text not null default '',
  company        text not null default '',
  avatar_url     text not null default '',
  email_verified boolean not null default false,
  created_at     timestamptz not null,
  updated_at     timestamptz not null
);

create table sessions (
  id           text primary key,
  user_id      text not null references users (id) on delete cascade,
  created_at   timestamptz not null,
  last_used_at timestamptz not null,
  expires_at   timestamptz not null,
  address      text not null default '',
  user_agent   text not null default '',
  ended_at     timestamptz,
  end_reason   text check (end_reason in ('logout', 'request', 'token_reused', 'password_reset')),
  announced    boolean not null default false,
  check ((ended_at is null) = (end_reason is null))
);
create index sessions_live on sessions (user_id, created_at desc) where ended_at is null;
create index sessions_unannounced on sessions (ended_at) where ended_at is not null and not announced;
create index sessions_expiry on sessions (expires_at);
create index sessions_ended on sessions (ended_at) where ended_at is not null;

-- Hashes only: a copy of this table opens nothing.
create table refresh_tokens (
  hash           text primary key,
  session_id     text not null references sessions (id) on delete cascade,
  created_at     timestamptz not null,
  expires_at     timestamptz not null,
  used_at        timestamptz,
  nonce          text,
  successor_hash text
);
create index refresh_tokens_session on refresh_tokens (session_id);
create index refresh_tokens_expiry on refresh_tokens (expires_at);

create table login_attempts (
  key            text primary key,
  count          integer not null,
  window_ends_at timestamptz not null,
  locked_until   timestamptz
);
create index login_attempts_expiry on login_attempts (window_ends_at);
