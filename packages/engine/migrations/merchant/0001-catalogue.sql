-- What a merchant sells, where it lies, and through which shops. Rows here change rarely.

create table settings (
  version integer primary key,
  content jsonb not null,
  created_at timestamptz not null default now()
);

create table rule_sets (
  version integer primary key,
  name text not null,
  -- Open JDM documents by table name; immutable once here, so a decision can pin its version.
  content jsonb not null,
  is_active boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index rule_sets_one_active on rule_sets (is_active) where is_active;

create table shops (
  id integer generated always as identity primary key,
  channel text not null,
  code text collate "C" not null constraint shops_code_form check (code ~ '^[a-z0-9][a-z0-9_-]{0,40}$'),
  name text not null,
  constraint shops_unique unique (channel, code)
);

-- How far a feed is proven, and who may move it: a stale epoch moves nothing.
create table channel_cursors (
  shop_id integer not null references shops,
  feed text not null,
  position timestamptz not null,
  lease_holder text,
  lease_epoch bigint not null default 0,
  lease_expires_at timestamptz,
  primary key (shop_id, feed)
);

create table locations (
  id integer generated always as identity primary key,
  code text collate "C" not null constraint locations_code_unique unique,
  name text not null,
  kind text not null
    constraint locations_kind_known check (kind in ('warehouse', 'store', 'third_party', 'drop_ship')),
  province text not null,
  -- Stock here may be promised to buyers.
  sellable boolean not null default true,
  -- Where the rules name no one, the lowest rank ships.
  rank integer not null
);

create table skus (
  id integer generated always as identity primary key,
  code text collate "C" not null constraint skus_code_unique unique,
  name text not null
);
