// What the state hash is taken over, as queries that give one line of text per order, pool and level.
// Entries are JSON arrays, so that no text inside one can look like the border of the next; entries of
// one kind are sorted by their own text.

/** One group of an order's entries, aggregated once over its table and joined, never looked up per order. */
interface Part {
  name: string
  sql: string
}

/** Entries given as rows (order_id, entry) become one sorted text per order. */
function part(name: string, entries: string): Part {
  return {
    name,
    sql: `
    left join (
      select order_id, string_agg(entry, ',' order by entry collate "C") as entries
      from (${entries}) entry_of_${name}
      group by order_id
    ) ${name} on ${name}.order_id = o.id`,
  }
}

const entry = (...columns: string[]): string => `json_build_array(${columns.join(', ')})::text as entry`

const PARTS: readonly Part[] = [
  part('legs', `select order_id, ${entry('leg', 'payable_fen', 'paid_fen', 'refunded_fen')} from payment_legs`),
  part(
    'refunded',
    `select order_id, ${entry('refund_id', 'sum(amount_fen)')} from refunds group by order_id, refund_id`,
  ),
  part(
    'lines',
    `select order_id, ${entry('platform_line_id', 'sku_code', 'quantity - cancelled_quantity', 'payable_fen')}
      from order_lines where quantity > cancelled_quantity`,
  ),
  // Not ordered and cancelled: orders that were changed on the way may differ in these and be the same now.
  part(
    'demands',
    `select demand.order_id, ${entry('sku.code', 'open', 'reserved', 'allocated', 'shipped', 'returned')}
      from line_demands demand left join skus sku on sku.id = demand.sku_id
      where (open, reserved, allocated, shipped, returned) <> (0, 0, 0, 0, 0)`,
  ),
  part('held', `select order_id, ${entry('kind')} from holds where released_at is null`),
  part(
    'claims',
    `select claim.order_id, ${entry('sku.code', 'sum(claim.quantity)')}
      from reservations claim left join skus sku on sku.id = claim.sku_id
      where claim.ended_as is null and claim.order_id is not null group by claim.order_id, sku.code`,
  ),
  part(
    'placed',
    `select claim.order_id, ${entry("coalesce(claim.ended_as, 'live')", 'location.code', 'sku.code', 'sum(claim.quantity)')}
      from allocations claim
      left join skus sku on sku.id = claim.sku_id
      left join locations location on location.id = claim.location_id
      where (claim.ended_as is null or claim.ended_as = 'shipped')
      group by claim.order_id, claim.ended_as, location.code, sku.code`,
  ),
]

const ORDER_COLUMNS = [
  'shop.channel',
  'shop.code',
  'o.platform_order_id',
  'o.number',
  'o.history',
  'o.payment',
  'o.platform_state',
  'o.cancel_requested',
  'o.payable_fen',
  'o.freight_fen',
]

/** Orders by channel, shop and platform order id, each as the digest of its whole text. */
export const ORDER_STATE = `
  select encode(sha256(convert_to(
    json_build_array(${[...ORDER_COLUMNS, ...PARTS.map(({ name }) => `${name}.entries`)].join(', ')})::text, 'UTF8'
  )), 'hex') as state
  from orders o left join shops shop on shop.id = o.shop_id
  ${PARTS.map(({ sql }) => sql).join('')}
  order by shop.channel collate "C", shop.code collate "C", o.platform_order_id collate "C", o.number collate "C"`

/** A pool that holds nothing and one that was never made are the same state. */
export const POOL_STATE = `
  select json_build_array(sku.code, supply, on_hand, unavailable, safety, allocated, reserved, short)::text as state
  from pools pool left join skus sku on sku.id = pool.sku_id
  where (on_hand, unavailable, safety, allocated, reserved, short) <> (0, 0, 0, 0, 0, 0)
  order by sku.code collate "C", supply collate "C"`

export const LEVEL_STATE = `
  select json_build_array(sku.code, location.code, on_hand, unavailable, safety, allocated, short)::text as state
  from stock_levels level
  left join skus sku on sku.id = level.sku_id
  left join locations location on location.id = level.location_id
  where (on_hand, unavailable, safety, allocated, short) <> (0, 0, 0, 0, 0)
  order by sku.code collate "C", location.code collate "C"`
