-- What the audit found, each time somebody had it run: one row per run, kept as history. What it found is told by ids
-- and counts; the rows at fault are named by `tidegate verify`.

create table verifications (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  duration_ms integer not null constraint verifications_duration_known check (duration_ms >= 0),
  orders bigint not null,
  invariants integer not null,
  -- Ids of the invariants that are violated.
  violated text[] not null,
  state_hash text not null,
  code_version text not null
);
