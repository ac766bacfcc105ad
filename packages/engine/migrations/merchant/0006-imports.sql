-- Orders told by files: those of the past, and the files themselves (docs/adr/0013).

-- Known from a file only: one leg, maybe refunds, and nothing that could be promised, held or shipped.
alter table orders
  add column history boolean not null default false,
  add constraint orders_history_is_header_only check (
    not history or (lines_version is null and receiver_version is null and receiver_page_id is null
      and not refunding and not cancel_requested and platform_state = 'open' and freight_fen = 0)
  );

-- Which column of a file means what. A version never changes, so a row kept in quarantine can say by which it was read.
create table import_mappings (
  name text collate "C" not null
    constraint import_mappings_name_form check (name ~ '^[a-z0-9][a-z0-9_-]{0,40}$'),
  version integer not null,
  content jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (name, version)
);

create table imports (
  id bigint not null,
  file_name text not null,
  -- As announced; the file is whole when as many have arrived. Null where the file is read where it lies.
  bytes bigint,
  received_bytes bigint not null default 0,
  state text not null
    constraint imports_state_known
    check (state in ('receiving', 'ready', 'queued', 'checking', 'recording', 'done', 'refused', 'cancelled', 'failed')),
  -- Shop, mode, mapping and the other choices it runs under; null until it is started.
  plan jsonb,
  -- Rows found by the check, header and blank rows aside; null until it has ended.
  rows_total integer,
  rows_checked integer not null default 0,
  imported integer not null default 0,
  unchanged integer not null default 0,
  quarantined integer not null default 0,
  -- Rows a check refused: nothing was done about them.
  refused integer not null default 0,
  failure text,
  -- Content is removed when it is of no more use; what could not be read lies in quarantine by then.
  content_kept boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz,
  lease_holder text,
  lease_expires_at timestamptz,
  primary key (id),
  constraint imports_counts_not_negative
    check (least(received_bytes, rows_checked, imported, unchanged, quarantined, refused) >= 0),
  constraint imports_end_dated check ((ended_at is not null) = (state in ('done', 'refused', 'cancelled', 'failed')))
);
create index imports_under_way on imports (id) where state in ('queued', 'checking', 'recording');

-- The uploaded bytes, sealed piece by piece: files hold receivers.
create table import_chunks (
  import_id bigint not null,
  start_byte bigint not null,
  bytes integer not null constraint import_chunks_bytes_positive check (bytes > 0),
  sealed bytea not null,
  primary key (import_id, start_byte)
);

-- What became of each row, as runs of rows that fared alike; a row with a problem stands alone.
create table import_results (
  import_id bigint not null,
  first_row integer not null,
  last_row integer not null,
  outcome text not null
    constraint import_results_outcome_known check (outcome in ('imported', 'unchanged', 'quarantined', 'refused')),
  -- Empty where there is nothing to say beyond the outcome.
  code text not null default '',
  field text not null default '',
  expected text not null default '',
  found text not null default '',
  primary key (import_id, first_row),
  constraint import_results_run check (last_row >= first_row)
);
