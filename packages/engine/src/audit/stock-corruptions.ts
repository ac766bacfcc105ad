// Ways to break stock, claims on it, and demands.

import { unguarded } from './corruption.ts'
import type { Corruption } from './corruption.ts'

const STOCK: Corruption[] = [
  {
    id: 'I1a',
    what: 'a movement that changed no level',
    edit: `insert into stock_movements (sku_id, location_id, kind, reference, quantity, reason, batch_id, pool_version, entry)
           values (1, 2, 'receipt', 'r9', 5, '', 900, 1, 99)`,
    subject: 'level TEA@SZ',
    detail: 'on hand 20, movements sum to 25',
  },
  {
    id: 'I1a',
    what: 'a movement of a level that does not exist',
    edit: `insert into stock_movements (sku_id, location_id, kind, reference, quantity, reason, batch_id, pool_version, entry)
           values (3, 1, 'receipt', 'r9', 5, '', 900, 1, 99)`,
    subject: 'level POT@HZ',
  },
  {
    id: 'I1b',
    what: 'a shipment booked as a correction',
    edit: `update stock_movements set kind = 'adjustment' where reference = 's2'`,
    subject: 'level CUP@SZ',
    detail: 'shipped 3, ledger took 2',
  },
  {
    id: 'I1c',
    what: 'a movement newer than its pool',
    edit: `update stock_movements set pool_version = 7 where reference = 's2'`,
    subject: 'level CUP@SZ',
    detail: 'movement s2 made version 7, the pool is at 1',
  },
  {
    id: 'I2a',
    what: 'a negative level',
    edit: `${unguarded('stock_levels', 'stock_levels_not_negative')} update stock_levels set safety = -1 where sku_id = 2`,
    subject: 'level CUP@HZ',
  },
  {
    id: 'I2a',
    what: 'a level more short than its promises lack',
    edit: `update stock_levels set short = 3 where sku_id = 3`,
    subject: 'level POT@SZ',
    detail: 'short 3',
  },
  {
    id: 'I2b',
    what: 'a negative pool',
    edit: `${unguarded('pools', 'pools_not_negative')} update pools set safety = -1 where sku_id = 2`,
    subject: 'pool CUP/on_hand',
  },
  {
    id: 'I2b',
    what: 'a pool more short than its promises lack',
    edit: `update pools set short = 2 where sku_id = 3 and supply = 'on_hand'`,
    subject: 'pool POT/on_hand',
  },
  {
    id: 'I2c',
    what: 'a pool that is not the sum of its levels',
    edit: `update pools set unavailable = unavailable + 1 where sku_id = 1`,
    subject: 'pool TEA/on_hand',
    detail: 'pool 69 3 3 levels 69 2 3',
  },
  {
    id: 'I4a',
    what: 'a pool promised beyond stock',
    edit: `${unguarded('pools', 'pools_not_oversold')} update pools set short = 0 where sku_id = 3 and supply = 'on_hand'`,
    subject: 'pool POT/on_hand',
    detail: 'oversold by 1',
  },
  {
    id: 'I4a',
    what: 'a level promised beyond stock',
    edit: `${unguarded('stock_levels', 'stock_levels_not_oversold')}
           update stock_levels set unavailable = 5 where sku_id = 1 and location_id = 3`,
    subject: 'level TEA@RET',
    detail: 'oversold by 1',
  },
  {
    id: 'I4a',
    what: 'claims beyond stock that no counter counts',
    edit: `update reservations set quantity = 9 where id = 402`,
    subject: 'pool POT/on_hand',
    detail: 'live claims of 9 and 0 unavailable against 1 moved in and short 1',
    also: ['I3a', 'I3c'],
  },
]

const CLAIMS: Corruption[] = [
  {
    id: 'I3a',
    what: 'units reserved for nobody',
    edit: `update pools set reserved = reserved + 1 where sku_id = 1`,
    subject: 'pool TEA/on_hand',
    detail: 'reserved 1, live reservations 0',
  },
  {
    id: 'I3b',
    what: 'a reservation of a line that does not exist',
    edit: `insert into reservations (id, holder, order_id, line_no, sku_id, supply, quantity, priority, batch_id)
           values (490, 'demand', 110, 9, 1, 'on_hand', 1, 50, 900);
           update pools set reserved = reserved + 1 where sku_id = 1`,
    subject: 'order TB110',
    detail: 'lacks its line',
  },
  {
    id: 'I3c',
    what: 'a reservation larger than its demand says',
    edit: `update reservations set quantity = 2 where id = 401; update pools set reserved = reserved + 1 where sku_id = 2`,
    subject: 'order TB103',
    detail: 'line 1: reserved 1, live reservations 2',
  },
  {
    id: 'I3d',
    what: 'a reservation that outlived its order',
    edit: `update orders set cancel_requested = true, stage = 'closed' where id = 103; select tell(103, 'order_cancelled', '{}')`,
    subject: 'order TB103',
    detail: 'reservation 401',
  },
  {
    id: 'I3e',
    what: 'units allocated to nobody',
    edit: `update stock_levels set allocated = allocated + 1 where sku_id = 1 and location_id = 2;
           update pools set allocated = allocated + 1 where sku_id = 1`,
    subject: 'level TEA@SZ',
    detail: 'allocated 1, live allocations 0',
  },
  {
    id: 'I3f',
    what: 'an allocation larger than its demand says',
    edit: `update allocations set quantity = 3 where order_id = 101;
           update stock_levels set allocated = allocated + 1 where sku_id = 1 and location_id = 1;
           update pools set allocated = allocated + 1 where sku_id = 1`,
    subject: 'order TB101',
    detail: 'allocated 2 and shipped 0, allocations say 3 and 0',
  },
  {
    id: 'I3g',
    what: 'a live allocation of cancelled work',
    edit: `update fulfillment_orders set state = 'cancelled' where id = 501`,
    subject: 'order TB101',
    detail: 'fulfillment order 501 is cancelled',
  },
  {
    id: 'I3g',
    what: 'a live allocation of work at another location',
    edit: `update fulfillment_orders set location_id = 2 where id = 501`,
    subject: 'order TB101',
    detail: 'is at another location',
  },
  {
    id: 'I3h',
    what: 'open work with nothing to ship',
    edit: `update fulfillment_orders set state = 'open' where id = 503`,
    subject: 'fulfillment order 503',
  },
]

const DEMANDS: Corruption[] = [
  {
    id: 'I4b',
    what: 'a demand that lost a unit',
    edit: `${unguarded('line_demands', 'line_demands_conserved')} update line_demands set cancelled = 0 where order_id = 104`,
    subject: 'order TB104',
    detail: 'ordered 1 open 0',
  },
  {
    id: 'I4b',
    what: 'more returned than shipped',
    edit: `${unguarded('line_demands', 'line_demands_not_negative')} update line_demands set returned = 2 where order_id = 102 and sku_id = 1`,
    subject: 'order TB102',
  },
  {
    id: 'I4c',
    what: 'a demand for more than the line asks',
    edit: `update line_demands set ordered = ordered + 1, open = open + 1 where order_id = 106`,
    subject: 'order TB106',
    detail: 'ordered 4, the line asks for 3 x 1',
  },
  {
    id: 'I4c',
    what: 'a demand for less than the line asks',
    edit: `update order_lines set quantity = 2 where order_id = 102`,
    subject: 'order TB102',
    detail: 'ordered 2, the line asks for 2 x 2',
  },
  {
    id: 'I9a',
    what: 'an allocation that outlived its order',
    edit: `update orders set cancel_requested = true, stage = 'closed' where id = 101; select tell(101, 'order_cancelled', '{}')`,
    subject: 'order TB101',
    detail: 'allocation 1',
  },
  {
    id: 'I9b',
    what: 'a closed order that waits for stock',
    edit: `update orders set platform_state = 'closed', stage = 'closed' where id = 110;
           select tell(110, 'order_updated', '{"version":1772294700000,"payment":"unpaid","platformState":"closed","payableFen":2500}')`,
    subject: 'order TB110',
    detail: 'line 1 has 1 open',
  },
  {
    id: 'I9b',
    what: 'a cancelled order that is held',
    edit: `update holds set released_at = null, released_by = null where order_id = 104;
           select tell(104, 'hold_placed', '{"hold":"manual"}')`,
    subject: 'order TB104',
    detail: 'hold manual',
  },
]

export const STOCK_CORRUPTIONS: readonly Corruption[] = [...STOCK, ...CLAIMS, ...DEMANDS]
