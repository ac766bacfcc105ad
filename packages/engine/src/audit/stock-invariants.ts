// Quantities of stock: the ledger, levels, pools. `short` is split in two: too low is oversold (I4a),
// too high hides stock that could be sold (I2a, I2b).

import { levelSubject, poolSubject } from './invariant.ts'
import type { Invariant } from './invariant.ts'

const LEDGER: Invariant[] = [
  {
    id: 'I1a',
    name: 'level_is_sum_of_movements',
    sentence: 'On hand at a level is the sum of its stock movements.',
    title: '在手库存等于流水之和',
    sql: `
      select ${levelSubject('pair')} as subject, 'on hand ' || on_hand || ', movements sum to ' || moved as detail
      from (
        select sku_id, location_id, coalesce(level.on_hand, 0) as on_hand, coalesce(ledger.moved, 0) as moved
        from stock_levels level
        full join (
          select sku_id, location_id, sum(quantity) as moved from stock_movements group by sku_id, location_id
        ) ledger using (sku_id, location_id)
      ) pair
      where on_hand <> moved`,
  },
  {
    id: 'I1b',
    name: 'shipped_units_left_the_ledger',
    sentence: 'The shipment movements of a level take out exactly the units of its shipped allocations.',
    title: '出库流水等于已发货分配',
    sql: `
      select ${levelSubject('pair')} as subject, 'shipped ' || shipped || ', ledger took ' || taken as detail
      from (
        select sku_id, location_id, coalesce(gone.shipped, 0) as shipped, coalesce(ledger.taken, 0) as taken
        from (
          select sku_id, location_id, sum(quantity) as shipped
          from allocations where ended_as = 'shipped' group by sku_id, location_id
        ) gone
        full join (
          select sku_id, location_id, -sum(quantity) as taken
          from stock_movements where kind = 'shipment' group by sku_id, location_id
        ) ledger using (sku_id, location_id)
      ) pair
      where shipped <> taken`,
  },
  {
    id: 'I1c',
    name: 'movement_is_no_newer_than_its_pool',
    sentence: 'The version a movement made is one its pool has had.',
    title: '流水版本不超过库存池版本',
    sql: `
      select ${levelSubject('movement')} as subject,
        'movement ' || movement.reference || ' made version ' || movement.pool_version || ', the pool is at ' ||
          coalesce(pool.version, 0) as detail
      from stock_movements movement
      left join pools pool on pool.sku_id = movement.sku_id and pool.supply = 'on_hand'
      where movement.pool_version > coalesce(pool.version, 0)`,
  },
]

const QUANTITIES: Invariant[] = [
  {
    id: 'I2a',
    name: 'level_quantities_are_sound',
    sentence: 'No quantity of a level is negative, and `short` is no more than what its promises lack.',
    title: '仓位数量不为负，缺口不虚高',
    sql: `
      select ${levelSubject('level')} as subject,
        concat_ws(' ', 'on_hand', on_hand, 'unavailable', unavailable, 'safety', safety, 'allocated', allocated,
          'short', short) as detail
      from stock_levels level
      where least(on_hand, unavailable, safety, allocated, short) < 0
        or short > greatest(0, allocated + unavailable - on_hand)`,
  },
  {
    id: 'I2b',
    name: 'pool_quantities_are_sound',
    sentence: 'No quantity of a pool is negative, and `short` is no more than what its promises lack.',
    title: '库存池数量不为负，缺口不虚高',
    sql: `
      select ${poolSubject('pool')} as subject,
        concat_ws(' ', 'on_hand', on_hand, 'unavailable', unavailable, 'safety', safety, 'allocated', allocated,
          'reserved', reserved, 'short', short) as detail
      from pools pool
      where least(on_hand, unavailable, safety, allocated, reserved, short) < 0
        or short > greatest(0, reserved + allocated + unavailable - on_hand)`,
  },
  {
    id: 'I2c',
    name: 'pool_is_sum_of_sellable_levels',
    sentence: 'On hand, unavailable and allocated of a pool are the sums over its levels at sellable locations.',
    title: '库存池等于可售仓位之和',
    sql: `
      select 'pool ' || coalesce(sku.code, '#' || pair.sku_id) || '/on_hand' as subject,
        concat_ws(' ', 'pool', pool_on_hand, pool_unavailable, pool_allocated,
          'levels', level_on_hand, level_unavailable, level_allocated) as detail
      from (
        select sku_id, coalesce(pool.on_hand, 0) as pool_on_hand, coalesce(pool.unavailable, 0) as pool_unavailable,
          coalesce(pool.allocated, 0) as pool_allocated, coalesce(summed.on_hand, 0) as level_on_hand,
          coalesce(summed.unavailable, 0) as level_unavailable, coalesce(summed.allocated, 0) as level_allocated
        from (select sku_id, on_hand, unavailable, allocated from pools where supply = 'on_hand') pool
        full join (
          select level.sku_id, sum(level.on_hand) as on_hand, sum(level.unavailable) as unavailable,
            sum(level.allocated) as allocated
          from stock_levels level join locations location on location.id = level.location_id
          where location.sellable
          group by level.sku_id
        ) summed using (sku_id)
      ) pair
      left join skus sku on sku.id = pair.sku_id
      where (pool_on_hand, pool_unavailable, pool_allocated) <> (level_on_hand, level_unavailable, level_allocated)`,
  },
]

const OVERSOLD: Invariant[] = [
  {
    id: 'I4a',
    name: 'nothing_is_oversold',
    sentence:
      'Promised and unavailable units never exceed on hand plus `short`: by the counters of pools and levels, and by live claims against the ledger.',
    title: '不超卖',
    sql: `
      select ${poolSubject('pool')} as subject,
        'oversold by ' || reserved + allocated + unavailable - on_hand - short as detail
      from pools pool
      where reserved + allocated + unavailable > on_hand + short
      union all
      select ${levelSubject('level')}, 'oversold by ' || allocated + unavailable - on_hand - short
      from stock_levels level
      where allocated + unavailable > on_hand + short
      union all
      select ${poolSubject('pool')},
        'live claims of ' || coalesce(reserved.units, 0) + coalesce(allocated.units, 0) || ' and ' || pool.unavailable ||
          ' unavailable against ' || coalesce(ledger.units, 0) || ' moved in and short ' || pool.short
      from pools pool
      left join (
        select sku_id, sum(quantity) as units from reservations
        where ended_as is null and supply = 'on_hand' group by sku_id
      ) reserved on reserved.sku_id = pool.sku_id
      left join (
        select claim.sku_id, sum(claim.quantity) as units
        from allocations claim join locations location on location.id = claim.location_id
        where claim.ended_as is null and location.sellable group by claim.sku_id
      ) allocated on allocated.sku_id = pool.sku_id
      left join (
        select moved.sku_id, sum(moved.quantity) as units
        from stock_movements moved join locations location on location.id = moved.location_id
        where location.sellable group by moved.sku_id
      ) ledger on ledger.sku_id = pool.sku_id
      where pool.supply = 'on_hand'
        and coalesce(reserved.units, 0) + coalesce(allocated.units, 0) + pool.unavailable
          > coalesce(ledger.units, 0) + pool.short`,
  },
]

export const STOCK_INVARIANTS: readonly Invariant[] = [...LEDGER, ...QUANTITIES, ...OVERSOLD]
