-- Quarantine as a place of work: what each row is about, what was tried, what became of it, and who looked.

alter table quarantine
  -- The order it is about, apart from `subject`, so that it can be joined; null where no key could be read.
  add column channel text collate "C",
  add column shop text collate "C",
  add column platform_order_id text collate "C",
  -- The field at fault, as the entrance names it; null where the fault is not in a field.
  add column field text collate "C",
  -- Keyed: tells the same content delivered again from a change, and a replay of what is there from one of what was.
  add column content_hash bytea,
  -- Of poison: the command that failed, beside the bytes it came with.
  add column sealed_command bytea,
  -- What a person made of the content. The content itself stays as it came.
  add column sealed_correction bytea,
  add column attempts integer not null default 0,
  add column resolved_as text
    constraint quarantine_end_known check (resolved_as in ('replayed', 'discarded', 'superseded')),
  add column resolved_by text,
  add column order_numbers text[] not null default '{}',
  add constraint quarantine_end_signed
    check ((resolved_at is null) = (resolved_as is null) and (resolved_at is null) = (resolved_by is null));

update quarantine
set channel = split_part(substr(subject, 7), '/', 1),
  shop = split_part(substr(subject, 7), '/', 2),
  platform_order_id = substr(subject, 9 + length(split_part(substr(subject, 7), '/', 1)) + length(split_part(substr(subject, 7), '/', 2)))
where subject like 'order:%/%/%';

create index quarantine_by_content on quarantine (subject, source, content_hash);

-- Who did what to a row, and why: looking at receiver data is one of the things done. Append-only.
create table quarantine_actions (
  id bigint not null,
  quarantine_id bigint not null,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  action text not null
    constraint quarantine_actions_known
    check (action in ('opened', 'corrected', 'replayed', 'replay_failed', 'discarded', 'reopened', 'superseded')),
  -- A person's reason, the fields they changed, or what a replay answered. Never a value out of the content.
  detail text not null,
  primary key (id)
);
create index quarantine_actions_by_row on quarantine_actions (quarantine_id, id);

-- One replay of everything a filter matches, in the background; a process that dies leaves it without an end.
create table replay_runs (
  id bigint not null,
  started_by text not null,
  filter json not null,
  total integer not null,
  replayed integer not null default 0,
  failed integer not null default 0,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (id),
  constraint replay_runs_counted check (replayed + failed <= total)
);
create unique index replay_runs_one_open on replay_runs ((true)) where ended_at is null;
