-- What happened, and the bytes it came from. Both are partitioned by month, so retention drops
-- partitions. Neither holds receiver data in clear: erasing a receiver breaks no chain.

-- A batch describes itself, so that what-if and replay can find what it saw.
create table batches (
  id bigint not null,
  now timestamptz not null,
  code_version text not null,
  rule_set_version integer not null,
  settings_version integer not null,
  commands integer not null,
  orders_received integer not null,
  orders_allocated integer not null,
  -- Net orders that entered (or left) each stage in this batch: how many orders are in a stage is the sum of
  -- these, so nothing counts millions of orders and no counter row is fought over.
  stage_changes jsonb not null default '{}',
  primary key (id)
);
create index batches_by_time on batches (now);

create table order_events (
  order_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  batch_id bigint not null,
  position integer not null,
  kind text not null,
  actor text not null,
  -- json, not jsonb: the chain hashes these very bytes.
  body json not null,
  -- Where this event brought new content: its keyed hash, and which entry of which raw page holds the bytes.
  content_hash bytea,
  raw_page_id bigint,
  raw_entry integer,
  hash bytea not null,
  primary key (order_id, seq, at)
) partition by range (at);
create table order_events_rest partition of order_events default;

-- Raw content and receivers of one batch, compressed together and sealed as one: most of an order's bytes are its
-- form, and sealing each receiver apart was a tenth of the engine's time (docs/adr/0006).
create table raw_pages (
  id bigint not null,
  at timestamptz not null,
  entries integer not null,
  sealed bytea not null,
  primary key (id, at)
) partition by range (at);
create table raw_pages_rest partition of raw_pages default;

-- What could not be applied, raw and replayable.
create table quarantine (
  id bigint not null,
  -- What it is about: an order's key, or a hash of the bytes where no key could be read.
  subject text collate "C" not null,
  source text not null,
  code text not null,
  reason text not null,
  content_kind text not null constraint quarantine_content_known check (content_kind in ('raw', 'command')),
  sealed bytea not null,
  seen integer not null default 1,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  resolved_at timestamptz,
  primary key (id)
);
create unique index quarantine_one_open on quarantine (subject, source) where resolved_at is null;

-- Blocks of row ids, handed to processes; gaps mean nothing.
create sequence id_blocks;
