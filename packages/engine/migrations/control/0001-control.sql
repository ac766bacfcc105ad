-- Who is hosted here and who may enter. Merchants' own data never stands in this schema.

create table merchants (
  id integer generated always as identity primary key,
  code text collate "C" not null constraint merchants_code_unique unique
    constraint merchants_code_form check (code ~ '^[a-z][a-z0-9_]{1,30}$'),
  name text not null,
  is_demo boolean not null default false,
  -- The merchant's data key, wrapped by the master key that lives outside the database.
  data_key_sealed bytea not null,
  created_at timestamptz not null default now()
);

create table users (
  id integer generated always as identity primary key,
  merchant_id integer not null references merchants,
  name text not null,
  role text not null
    constraint users_role_known check (role in ('owner', 'operations', 'risk', 'warehouse', 'service', 'viewer')),
  created_at timestamptz not null default now(),
  constraint users_name_unique unique (merchant_id, name)
);

-- One-time links: a token is shown once and only its hash is kept.
create table sign_in_links (
  token_hash bytea primary key constraint sign_in_links_hashed check (octet_length(token_hash) = 32),
  user_id integer not null references users,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- A session ends when it is ended, when nobody used it for a while, or at `expires_at` whatever happens.
create table sessions (
  token_hash bytea primary key constraint sessions_hashed check (octet_length(token_hash) = 32),
  user_id integer not null references users,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_by_user on sessions (user_id);
