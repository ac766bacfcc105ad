-- Orders: lines as sent, demands conserved, state as axes (docs/adr/0002). Children are keyed by their
-- order and a number inside it, so one index serves both identity and loading.

create table orders (
  id bigint not null,
  shop_id integer not null,
  platform_order_id text collate "C" not null,
  number text collate "C" not null,
  placed_at timestamptz not null,
  state_version timestamptz not null,
  lines_version timestamptz,
  receiver_version timestamptz,
  platform_state text not null
    constraint orders_platform_state_known check (platform_state in ('open', 'closed', 'completed')),
  payment text not null
    constraint orders_payment_known check (payment in ('unpaid', 'deposit_paid', 'paid', 'refunding', 'refunded')),
  refunding boolean not null,
  cancel_requested boolean not null,
  currency text not null,
  freight_fen bigint not null,
  payable_fen bigint not null,
  queue text not null,
  priority integer not null,
  content_hash bytea not null,
  -- Region in clear for routing; name, phone, address and memo lie sealed in a raw page, matching only by pseudonym.
  province text not null,
  city text not null,
  district text not null,
  receiver_masked boolean not null,
  receiver_page_id bigint,
  receiver_entry integer,
  buyer_pseudonym bytea,
  phone_pseudonym bytea,
  phone_last4_pseudonym bytea,
  merge_pseudonym bytea,
  events_count integer not null,
  chain_head bytea not null,
  constraint orders_pkey primary key (id),
  constraint orders_natural_key unique (shop_id, platform_order_id),
  constraint orders_number_unique unique (number),
  constraint orders_money_not_negative check (freight_fen >= 0 and payable_fen >= 0)
);

create table order_lines (
  order_id bigint not null,
  line_no integer not null,
  platform_line_id text collate "C" not null,
  origin text not null constraint order_lines_origin_known check (origin in ('platform', 'gift', 'exchange')),
  sku_code text collate "C",
  platform_sku_id text collate "C",
  title text not null,
  quantity integer not null,
  cancelled_quantity integer not null,
  list_fen bigint not null,
  seller_discount_fen bigint not null,
  platform_subsidy_fen bigint not null,
  payable_fen bigint not null,
  primary key (order_id, line_no),
  constraint order_lines_quantities check (quantity >= 0 and cancelled_quantity between 0 and quantity)
);

create table line_demands (
  order_id bigint not null,
  line_no integer not null,
  sku_id integer not null,
  per_unit integer not null,
  ordered integer not null,
  open integer not null,
  reserved integer not null,
  allocated integer not null,
  shipped integer not null,
  cancelled integer not null,
  returned integer not null,
  primary key (order_id, line_no, sku_id),
  constraint line_demands_conserved check (ordered = open + reserved + allocated + shipped + cancelled),
  constraint line_demands_not_negative
    check (least(ordered, open, reserved, allocated, shipped, cancelled, returned) >= 0 and returned <= shipped)
);
create index line_demands_waiting on line_demands (sku_id, order_id) where open > 0;

create table payment_legs (
  order_id bigint not null,
  leg text not null constraint payment_legs_leg_known check (leg in ('whole', 'deposit', 'balance')),
  payable_fen bigint not null,
  paid_fen bigint not null,
  refunded_fen bigint not null,
  paid_at timestamptz,
  primary key (order_id, leg),
  constraint payment_legs_refund_within_paid check (refunded_fen between 0 and paid_fen),
  constraint payment_legs_not_negative check (payable_fen >= 0)
);

create table refunds (
  order_id bigint not null,
  refund_id text collate "C" not null,
  leg text not null,
  amount_fen bigint not null constraint refunds_amount_positive check (amount_fen > 0),
  batch_id bigint not null,
  primary key (order_id, refund_id, leg)
);

create table holds (
  order_id bigint not null,
  hold_no integer not null,
  kind text not null
    constraint holds_kind_known
    check (kind in ('risk', 'address', 'payment', 'out_of_stock', 'manual', 'mapping', 'incomplete', 'platform', 'refund',
      'rule_error')),
  reason text not null,
  placed_at timestamptz not null,
  released_at timestamptz,
  released_by text,
  primary key (order_id, hold_no),
  constraint holds_release_signed check ((released_at is null) = (released_by is null))
);
create unique index holds_one_active_per_kind on holds (order_id, kind) where released_at is null;
create index holds_active on holds (kind, placed_at) where released_at is null;

-- Work for one location. It names no order: its lines are the allocations that name it (docs/adr/0004).
create table fulfillment_orders (
  id bigint not null,
  location_id integer not null,
  state text not null
    constraint fulfillment_orders_state_known
    check (state in ('open', 'scheduled', 'on_hold', 'in_progress', 'incomplete', 'closed', 'cancelled')),
  priority integer not null,
  release_at timestamptz not null,
  batch_id bigint not null,
  primary key (id)
);
-- The warehouse's queue; a row leaves the index when its work ends.
create index fulfillment_orders_queue on fulfillment_orders (location_id, priority, release_at)
  where state in ('open', 'scheduled', 'on_hold', 'in_progress');

create table allocations (
  order_id bigint not null,
  allocation_no integer not null,
  line_no integer not null,
  sku_id integer not null,
  location_id integer not null,
  fulfillment_order_id bigint not null,
  quantity integer not null constraint allocations_quantity_positive check (quantity > 0),
  ended_as text constraint allocations_end_known check (ended_as in ('shipped', 'released', 'cancelled')),
  primary key (order_id, allocation_no)
);
create index allocations_by_fulfillment_order on allocations (fulfillment_order_id);

create table shipments (
  id bigint not null,
  fulfillment_order_id bigint not null,
  carrier text not null,
  tracking_number text collate "C" not null,
  batch_id bigint not null,
  primary key (id)
);
create index shipments_by_fulfillment_order on shipments (fulfillment_order_id);
