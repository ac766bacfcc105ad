-- What goes on between us and a shop's platform besides orders: listings, the stock we publish, orders to
-- fetch, parcels to confirm, tokens, proofs that nothing is missing (docs/adr/0012).

create table listings (
  id integer generated always as identity primary key,
  shop_id integer not null references shops,
  platform_item_id text collate "C" not null,
  -- The item's own id where it has no variants: order lines name a listing by this.
  platform_sku_id text collate "C" not null,
  has_variants boolean not null,
  sku_code text collate "C",
  title text not null,
  on_sale boolean not null,
  -- Null while nothing maps it: a task for a person.
  mapped_by text,
  mapped_at timestamptz,
  -- Orders that waited for this mapping are owed another try.
  owes_orders boolean not null default false,
  seen_at timestamptz not null default now(),
  constraint listings_natural_key unique (shop_id, platform_sku_id),
  constraint listings_mapping_dated check ((mapped_by is null) = (mapped_at is null))
);
create index listings_unmapped on listings (shop_id, id) where mapped_by is null;
create index listings_owing_orders on listings (id) where owes_orders;

-- One unit of the listing takes `per_unit` of each of these: several rows are a bundle.
create table listing_components (
  listing_id integer not null references listings,
  sku_id integer not null references skus,
  per_unit integer not null constraint listing_components_per_unit_positive check (per_unit > 0),
  primary key (listing_id, sku_id)
);
create index listing_components_by_sku on listing_components (sku_id);

-- The count a platform keeps for a listing, as our books know it: sent - sold. Batches raise `sold` under the
-- row's lock, last in the lock order; everything else is the publisher's.
create table stock_publications (
  listing_id integer primary key references listings,
  -- Null until the platform's count was read for the first time.
  sent bigint,
  sold bigint not null default 0,
  counted_from timestamptz not null default '-infinity',
  -- A change on its way: its key is the same for every attempt. `unsure` says that it may have been applied.
  sending_delta integer,
  sending_key text,
  sending_since timestamptz,
  is_unsure boolean not null default false,
  -- The platform's count as read back, to be compared once every order from before it has arrived.
  read_at timestamptz,
  read_shown integer,
  read_believed bigint,
  sold_before_read bigint not null default 0,
  sold_around_read bigint not null default 0,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  last_error text,
  published_at timestamptz,
  compared_at timestamptz,
  -- Units by which the platform differed from our books when last compared, and in all.
  drift integer not null default 0,
  drift_total bigint not null default 0,
  constraint stock_publications_sending_whole
    check ((sending_delta is null) = (sending_key is null) and (sending_delta is null) = (sending_since is null)),
  constraint stock_publications_unsure_of_something check (not is_unsure or sending_delta is not null),
  constraint stock_publications_read_whole
    check ((read_at is null) = (read_shown is null) and (read_at is null) = (read_believed is null))
) with (fillfactor = 60);

-- Orders that somebody said to read again; one row however often it was said.
create table order_fetches (
  shop_id integer not null references shops,
  platform_order_id text collate "C" not null,
  cause text not null constraint order_fetches_cause_known check (cause in ('push', 'late', 'asked')),
  -- Rises with every saying, so a fetch that began before the last one does not end the row.
  said integer not null default 1,
  first_at timestamptz not null default now(),
  next_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  primary key (shop_id, platform_order_id)
);
create index order_fetches_due on order_fetches (shop_id, next_at);

-- Messages heard, so that a repeat costs no call. Kept 30 days: longer than any platform repeats or a captured one is worth.
create table channel_messages (
  shop_id integer not null references shops,
  message_id text collate "C" not null,
  topic text not null,
  heard_at timestamptz not null default now(),
  times integer not null default 1,
  primary key (shop_id, message_id)
);
create index channel_messages_by_time on channel_messages (heard_at);

-- A parcel its channel has to hear of, one row to each order in it. Born with the shipment.
create table shipment_confirmations (
  shipment_id bigint not null,
  order_id bigint not null,
  state text not null default 'owed'
    constraint shipment_confirmations_state_known check (state in ('owed', 'confirmed', 'refused')),
  -- An attempt began and its end is unknown: the platform is asked before it is told again.
  is_unsure boolean not null default false,
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  claimed_until timestamptz,
  last_error text,
  born_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (shipment_id, order_id),
  constraint shipment_confirmations_end_dated check ((state = 'owed') = (ended_at is null))
);
create index shipment_confirmations_due on shipment_confirmations (next_at) where state = 'owed';

-- Access to a shop: fields and tokens, sealed. Tokens are replaced under the row's lock, so they are refreshed once.
create table shop_access (
  shop_id integer primary key references shops,
  gateway_url text,
  sealed_fields bytea not null,
  sealed_tokens bytea not null,
  tokens_version integer not null default 1,
  connected_at timestamptz not null default now(),
  connected_by text not null,
  refreshed_at timestamptz,
  -- Switches of one shop.
  polls boolean not null default true,
  publishes boolean not null default false,
  confirms boolean not null default true
);

-- Missed-order certificate: what the platform lists for a window, less what we hold, is nothing.
create table order_certificates (
  shop_id integer not null references shops,
  window_from timestamptz not null,
  window_to timestamptz not null,
  checked_at timestamptz not null default now(),
  listed integer not null,
  -- Listed and not held, or held in an older version; they are being fetched.
  missing integer not null,
  primary key (shop_id, window_from),
  constraint order_certificates_window check (window_from < window_to)
);
create index order_certificates_by_time on order_certificates (shop_id, window_to);

-- Each late find, with why it was late.
create table late_orders (
  shop_id integer not null references shops,
  platform_order_id text collate "C" not null,
  version timestamptz not null,
  cause text not null
    constraint late_orders_cause_known check (cause in ('listed_late', 'changed_unseen')),
  found_at timestamptz not null default now(),
  arrived_at timestamptz,
  primary key (shop_id, platform_order_id, version)
);

-- Reading a stretch of the past again, window by window.
create table backfills (
  id bigint primary key,
  shop_id integer not null references shops,
  range_from timestamptz not null,
  range_to timestamptz not null,
  position timestamptz not null,
  orders integer not null default 0,
  state text not null default 'running'
    constraint backfills_state_known check (state in ('running', 'done', 'stopped')),
  asked_by text not null,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  last_error text,
  constraint backfills_range check (range_from < range_to and position between range_from and range_to)
);
create index backfills_running on backfills (shop_id, id) where state = 'running';
