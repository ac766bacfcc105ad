// Ways to break orders, their timelines, the work for warehouses and money.

import { unguarded } from './corruption.ts'
import type { Corruption } from './corruption.ts'

const ORDERS: Corruption[] = [
  {
    id: 'I7a',
    what: 'one platform order twice',
    edit: `${unguarded('shops', 'shops_unique')} update shops set code = 'north' where id = 2`,
    subject: 'orders TB101, TB103',
    detail: 'taobao/north/P101 exists 2 times',
  },
  {
    id: 'I7b',
    what: 'one number twice',
    edit: `${unguarded('orders', 'orders_number_unique')}
           update orders set number = 'TB104' where id = 105; select rechain(105)`,
    subject: 'order TB104',
  },
  {
    id: 'I7c',
    what: 'a hold without an order',
    edit: `insert into holds (order_id, hold_no, kind, reason, placed_at) values (777, 1, 'manual', '', now())`,
    subject: 'order #777',
    detail: 'rows of holds without their order',
  },
  {
    id: 'I7c',
    what: 'an event without an order',
    edit: `insert into order_events (order_id, seq, at, batch_id, position, kind, actor, body, hash)
           values (777, 1, now(), 900, 0, 'hold_placed', 'test', '{"hold":"manual"}', '')`,
    subject: 'order #777',
    detail: 'rows of order_events',
  },
  {
    id: 'I7c',
    what: 'a refund and a leg without an order',
    edit: `insert into refunds (order_id, refund_id, leg, amount_fen, batch_id) values (777, 'RF1', 'whole', 5, 900);
           insert into payment_legs (order_id, leg, payable_fen, paid_fen, refunded_fen) values (778, 'whole', 1, 0, 0)`,
    subject: 'order #778',
  },
  {
    id: 'I7c',
    what: 'a demand without its line',
    edit: `insert into line_demands (order_id, line_no, sku_id, per_unit, ordered, open, reserved, allocated, shipped, cancelled, returned)
           values (107, 4, 1, 1, 1, 1, 0, 0, 0, 0, 0)`,
    subject: 'order TB107',
    detail: 'demand of line 4',
  },
  {
    id: 'I7c',
    what: 'an allocation that covers no demand',
    edit: `insert into allocations (order_id, allocation_no, line_no, sku_id, location_id, fulfillment_order_id, quantity, ended_as)
           values (107, 1, 1, 1, 1, 503, 1, 'released')`,
    subject: 'order TB107',
    detail: 'covers no demand',
  },
  {
    id: 'I7d',
    what: 'an order of a shop that does not exist',
    edit: `update orders set shop_id = 66 where id = 101`,
    subject: 'order TB101',
    detail: 'shop 66',
  },
  {
    id: 'I7d',
    what: 'a pool of a SKU that does not exist',
    edit: `insert into pools (sku_id, supply) values (66, 'on_hand')`,
    subject: 'pool #66/on_hand',
  },
  {
    id: 'I7e',
    what: 'a hold out of numbering',
    edit: `update holds set hold_no = 5 where order_id = 105`,
    subject: 'order TB105',
    detail: '1 holds numbered up to 5',
  },
  {
    id: 'I7e',
    what: 'one platform line twice',
    edit: `update order_lines set platform_line_id = 'L110' where order_id = 110 and line_no = 2`,
    subject: 'order TB110',
    detail: 'platform line L110 comes 2 times',
  },
  {
    id: 'I9c',
    what: 'an order called paid with a leg unpaid',
    edit: `update payment_legs set paid_fen = 1 where order_id = 101`,
    subject: 'order TB101',
    detail: 'is paid with 1 paid of 2500',
  },
  {
    id: 'I9c',
    what: 'an order called refunded with money left',
    edit: `update payment_legs set paid_fen = 2600 where order_id = 108`,
    subject: 'order TB108',
  },
  {
    id: 'I9d',
    what: 'a state version that fell',
    edit: `update orders set state_version = state_version - interval '5 minutes' where id = 110`,
    subject: 'order TB110',
  },
  {
    id: 'I9d',
    what: 'a lines version nobody recorded',
    edit: `update orders set lines_version = lines_version + interval '1 minute' where id = 101`,
    subject: 'order TB101',
  },
  {
    id: 'I9e',
    what: 'a completed order that opened again',
    edit: `update orders set platform_state = 'open', stage = 'closed' where id = 108;
           select tell(108, 'order_updated', '{"version":1772294400000,"payment":"refunded","platformState":"open","payableFen":2500}')`,
    subject: 'order TB108',
    detail: 'event 3 says open after completed',
  },
  {
    id: 'I9f',
    what: 'an order listed under a stage it is not in',
    edit: `update orders set stage = 'shipped' where id = 106`,
    subject: 'order TB106',
    detail: 'is listed as shipped and is waiting_stock',
  },
  {
    id: 'I9f',
    what: 'a hold that went without its order moving on',
    edit: `update orders set stage = 'waiting_stock' where id = 105`,
    subject: 'order TB105',
    detail: 'is listed as waiting_stock and is held',
  },
]

const TIMELINE: Corruption[] = [
  {
    id: 'I8',
    what: 'a raw page shorter than its entries',
    edit: `update raw_pages set entries = 9`,
    subject: 'order TB110',
    detail: 'event 1 has no entry 9',
  },
  {
    id: 'I8',
    what: 'a content kept twice',
    edit: `update order_events set content_hash = (select content_hash from orders where id = 110), raw_page_id = 950, raw_entry = 0
           where order_id = 110 and seq = 3;
           select rechain(110)`,
    subject: 'order TB110',
    detail: 'is kept 2 times',
  },
  {
    id: 'I8',
    what: 'a current content no event kept',
    edit: `update orders set content_hash = '\\x00' where id = 101`,
    subject: 'order TB101',
    detail: 'current content 00',
  },
  {
    id: 'I11',
    what: 'an event of an unrecorded batch',
    edit: `update order_events set batch_id = 901 where order_id = 101 and seq = 2`,
    subject: 'order TB101',
    detail: 'event 2 names batch 901',
  },
  {
    id: 'I12a',
    what: 'an event that is counted and missing',
    edit: `update orders set events_count = events_count + 1 where id = 101`,
    subject: 'order TB101',
    detail: 'counts 5 events, has 4',
  },
  {
    id: 'I12a',
    what: 'a gap in the numbering, well chained',
    edit: `update order_events set seq = 9 where order_id = 101 and seq = 4; select rechain(101)`,
    subject: 'order TB101',
    detail: 'first misnumbered 9',
  },
  {
    id: 'I12b',
    what: 'an event rewritten after the fact',
    edit: `update order_events set body = '{"reason":"seller"}' where order_id = 104 and kind = 'order_cancelled'`,
    subject: 'order TB104',
    detail: 'event 6 does not follow',
  },
  {
    id: 'I12b',
    what: 'an event moved in time by a millisecond',
    edit: `update order_events set at = at + interval '1 millisecond' where order_id = 101 and seq = 2`,
    subject: 'order TB101',
    detail: 'event 2 does not follow',
  },
  {
    id: 'I12b',
    what: 'an order with another chain head',
    edit: `update orders set chain_head = '\\x00' where id = 101`,
    subject: 'order TB101',
    detail: 'chain head',
  },
  {
    id: 'I12c',
    what: 'a platform state the timeline does not tell',
    edit: `update orders set platform_state = 'completed', stage = 'completed' where id = 101`,
    subject: 'order TB101',
    detail: 'told paid open',
  },
  {
    id: 'I12d',
    what: 'a reservation the timeline does not tell',
    edit: `select tell(106, 'stock_reserved', '{"units":1}')`,
    subject: 'order TB106',
    detail: 'has reserved 2 allocated 0 shipped 0, told 3 0 0',
  },
  {
    id: 'I12e',
    what: 'a hold the timeline does not tell',
    edit: `insert into holds (order_id, hold_no, kind, reason, placed_at) values (106, 2, 'risk', '', now());
           update orders set stage = 'held' where id = 106`,
    subject: 'order TB106',
    detail: 'hold risk: active 1, told 0',
  },
]

const FULFILLMENT_AND_MONEY: Corruption[] = [
  {
    id: 'I13a',
    what: 'work born of nothing',
    edit: `insert into fulfillment_orders (id, location_id, state, priority, release_at, batch_id) values (590, 1, 'open', 50, now(), 900)`,
    subject: 'fulfillment order 590',
  },
  {
    id: 'I13b',
    what: 'closed work that shipped twice',
    edit: `insert into shipments (id, fulfillment_order_id, carrier, tracking_number, batch_id) values (690, 502, 'sf', 'SF690', 900)`,
    subject: 'fulfillment order 502',
    detail: 'closed with 2 shipments',
    also: ['I13c'],
  },
  {
    id: 'I13b',
    what: 'closed work that never shipped',
    edit: `delete from shipments where id = 601`,
    subject: 'fulfillment order 502',
    detail: 'closed with 0 shipments',
    also: ['I13c'],
  },
  {
    id: 'I13b',
    what: 'a shipment of cancelled work',
    edit: `update fulfillment_orders set state = 'cancelled' where id = 502`,
    subject: 'fulfillment order 502',
    detail: 'is cancelled',
  },
  {
    id: 'I13c',
    what: 'a parcel nobody tells the channel of',
    edit: `delete from shipment_confirmations where shipment_id = 602`,
    subject: 'shipment 602',
    detail: 'nothing is owed for order #109',
  },
  {
    id: 'I15',
    what: 'a leg that refunded more than its refunds',
    edit: `update payment_legs set refunded_fen = 800 where order_id = 102`,
    subject: 'order TB102',
    detail: 'refunded 800, refunds sum to 700, paid 2500',
  },
  {
    id: 'I16',
    what: 'a held order in the warehouse queue',
    edit: `update fulfillment_orders set state = 'open' where id = 504`,
    subject: 'order TB105',
    detail: 'is held (manual) while fulfillment order 504 is open',
  },
  {
    id: 'I24',
    what: 'lines that do not sum to what is payable',
    edit: `update order_lines set payable_fen = 1999 where order_id = 101`,
    subject: 'order TB101',
    detail: 'lines 1999 and freight 500, payable 2500',
  },
]

export const ORDER_CORRUPTIONS: readonly Corruption[] = [...ORDERS, ...TIMELINE, ...FULFILLMENT_AND_MONEY]
