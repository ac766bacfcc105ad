-- Keys of programs: shown once, kept as a hash, with a closed list of what they may do. A revoked key stays as a row,
-- so that what it did can still be told apart.

create table api_keys (
  id integer generated always as identity primary key,
  merchant_id integer not null references merchants,
  name text not null constraint api_keys_name_length check (char_length(name) between 1 and 60),
  token_hash bytea not null constraint api_keys_token_unique unique
    constraint api_keys_hashed check (octet_length(token_hash) = 32),
  scopes text[] not null
    constraint api_keys_scopes_known
    check (cardinality(scopes) > 0 and scopes <@ array['orders:read', 'orders:write', 'stock:read', 'stock:write']),
  created_at timestamptz not null default now(),
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_by_merchant on api_keys (merchant_id);
