-- What a caller was answered under an idempotency key, for as long as it may ask again. A row without an answer is a
-- request under way; where its process died, another may take it over once the claim is old.

create table idempotency_keys (
  -- `key:<id>` or `user:<id>`: two callers who choose the same key never meet.
  caller text collate "C" not null,
  key text collate "C" not null constraint idempotency_keys_key_length check (char_length(key) between 1 and 200),
  -- A keyed hash of what was asked: the request itself may hold receiver data.
  request_hash bytea not null,
  status integer,
  answer text,
  claimed_at timestamptz not null,
  primary key (caller, key),
  constraint idempotency_keys_answered_whole check ((status is null) = (answer is null))
);
create index idempotency_keys_by_age on idempotency_keys (claimed_at);
