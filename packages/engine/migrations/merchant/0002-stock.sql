-- Stock. A pool is the row a batch locks for a SKU; its levels are only changed under that lock
-- (docs/adr/0003). Quantities are units. Every check here is also audited by `tidegate verify`.

create table pools (
  sku_id integer not null,
  -- 'on_hand', or a dated lot (presale, incoming): the same arithmetic for both.
  supply text collate "C" not null,
  on_hand integer not null default 0,
  unavailable integer not null default 0,
  safety integer not null default 0,
  allocated integer not null default 0,
  reserved integer not null default 0,
  short integer not null default 0,
  version bigint not null default 0,
  primary key (sku_id, supply),
  constraint pools_not_negative
    check (least(on_hand, unavailable, safety, allocated, reserved, short) >= 0),
  constraint pools_not_oversold check (reserved + allocated + unavailable <= on_hand + short)
) with (fillfactor = 40);

create table stock_levels (
  sku_id integer not null,
  location_id integer not null,
  on_hand integer not null default 0,
  unavailable integer not null default 0,
  safety integer not null default 0,
  allocated integer not null default 0,
  short integer not null default 0,
  version bigint not null default 0,
  primary key (sku_id, location_id),
  constraint stock_levels_not_negative
    check (least(on_hand, unavailable, safety, allocated, short) >= 0),
  constraint stock_levels_not_oversold check (allocated + unavailable <= on_hand + short)
) with (fillfactor = 40);

-- The ledger: on hand at a location is the sum of its movements. Append-only.
create table stock_movements (
  sku_id integer not null,
  location_id integer not null,
  kind text not null
    constraint stock_movements_kind_known check (kind in ('receipt', 'shipment', 'return', 'adjustment', 'transfer')),
  reference text collate "C" not null,
  quantity integer not null,
  reason text not null,
  batch_id bigint not null,
  constraint stock_movements_once primary key (reference, sku_id, location_id, kind)
);

-- A claim on a pool by a holder. It ends once and a new row replaces it; one born and ended inside one
-- batch was never visible and leaves no row.
create table reservations (
  id bigint not null,
  holder text not null constraint reservations_holder_known check (holder in ('demand', 'quota', 'transfer')),
  order_id bigint,
  line_no integer,
  -- The quota or transfer, where the holder is one.
  holder_id bigint,
  shop_id integer,
  sku_id integer not null,
  supply text collate "C" not null,
  quantity integer not null constraint reservations_quantity_positive check (quantity > 0),
  priority integer not null,
  expires_at timestamptz,
  ended_as text
    constraint reservations_end_known check (ended_as in ('allocated', 'released', 'expired', 'moved')),
  batch_id bigint not null,
  ended_batch_id bigint,
  primary key (id),
  constraint reservations_holder_named check ((holder = 'demand') = (order_id is not null and line_no is not null)),
  constraint reservations_end_dated check ((ended_as is null) = (ended_batch_id is null))
);
create index reservations_live_by_order on reservations (order_id) where ended_as is null;
create index reservations_due on reservations (expires_at) where ended_as is null and expires_at is not null;
create index reservations_live_by_sku on reservations (sku_id) where ended_as is null;

-- Work a stock change owes to orders, done by a later batch so that no order is locked after a pool.
create table follow_ups (
  kind text not null constraint follow_ups_kind_known check (kind in ('fill_waiting')),
  sku_id integer not null,
  batch_id bigint not null,
  primary key (kind, sku_id)
);
