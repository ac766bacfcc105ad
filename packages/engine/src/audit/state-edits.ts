// Edits for the tests of the state hash: what it must not see, and what it must.

/** Same state, other history: ids, order of lines, our times, texts, versions, ciphertext. */
export const SAME_STATES: readonly { what: string; edit: string }[] = [
  {
    what: 'other order ids',
    edit: `update orders set id = id + 7000;
   update order_lines set order_id = order_id + 7000; update line_demands set order_id = order_id + 7000;
   update payment_legs set order_id = order_id + 7000; update refunds set order_id = order_id + 7000;
   update holds set order_id = order_id + 7000; update allocations set order_id = order_id + 7000;
   update reservations set order_id = order_id + 7000`,
  },
  {
    what: 'other line numbers',
    edit: `update order_lines set line_no = 10 - line_no where order_id = 110;
   update line_demands set line_no = 10 - line_no where order_id = 110`,
  },
  {
    what: 'queue, priority, versions, ciphertext and chain',
    edit: `update orders set queue = 'fast', priority = 1, province = '广东省', receiver_page_id = 1, receiver_entry = 1, content_hash = '\\x02',
     chain_head = '\\x03', events_count = 1, placed_at = now(), state_version = now(), lines_version = now() where not history`,
  },
  {
    what: 'the timeline',
    edit: `delete from order_events`,
  },
  {
    what: 'batches, raw pages, quarantine and follow-ups',
    edit: `delete from batches; delete from raw_pages; delete from quarantine; delete from quarantine_actions; delete from follow_ups`,
  },
  {
    what: 'claims that ended',
    edit: `delete from reservations where ended_as is not null; delete from allocations where ended_as = 'released'`,
  },
  {
    what: 'holds that were released',
    edit: `delete from holds where released_at is not null`,
  },
  {
    what: 'reason, time and number of a hold',
    edit: `update holds set placed_at = now(), reason = 'another', hold_no = hold_no + 5`,
  },
  {
    what: 'expiry and priority of a reservation',
    edit: `update reservations set expires_at = now(), priority = 1 where ended_as is null`,
  },
  {
    what: 'one reservation as two',
    edit: `update reservations set quantity = 1 where id = 402;
   insert into reservations (id, holder, order_id, line_no, sku_id, supply, quantity, priority, batch_id)
   values (499, 'demand', 106, 1, 3, 'on_hand', 1, 50, 900)`,
  },
  {
    what: 'row versions',
    edit: `update pools set version = 99; update stock_levels set version = 99`,
  },
  {
    what: 'a pool that holds nothing',
    edit: `insert into pools (sku_id, supply) values (1, 'presale_0501')`,
  },
  {
    what: 'a level that holds nothing',
    edit: `insert into stock_levels (sku_id, location_id) values (3, 1)`,
  },
  {
    what: 'units ordered and cancelled again',
    edit: `update line_demands set ordered = ordered + 3, cancelled = cancelled + 3 where order_id = 101`,
  },
  {
    what: 'titles and list prices',
    edit: `update order_lines set title = 'another', list_fen = 9 where order_id = 101`,
  },
  {
    what: 'a line that is wholly cancelled',
    edit: `delete from order_lines where order_id = 110 and line_no = 3; delete from line_demands where order_id = 110 and line_no = 3`,
  },
  {
    what: 'state of the work for warehouses',
    edit: `update fulfillment_orders set state = 'scheduled', release_at = now() where id = 501`,
  },
  {
    what: 'display names',
    edit: `update skus set name = 'another'; update shops set name = 'another'; update locations set name = 'another'`,
  },
]

/** One edit per quantity that is part of the state. */
export const DIFFERENT_STATES: readonly string[] = [
  ...[
    `number = 'TB999'`,
    `platform_order_id = 'P999'`,
    `payment = 'refunding'`,
    `platform_state = 'completed'`,
    `cancel_requested = true`,
    `payable_fen = payable_fen + 1`,
    `freight_fen = freight_fen + 1`,
  ].map((change) => `update orders set ${change} where id = 101`),
  `update orders set history = false where id = 111`,
  ...['payable_fen = payable_fen + 1', 'paid_fen = paid_fen + 1', 'refunded_fen = refunded_fen + 1'].map(
    (change) => `update payment_legs set ${change} where order_id = 101`,
  ),
  ...[`refund_id = 'RF9'`, 'amount_fen = amount_fen + 1'].map(
    (change) => `update refunds set ${change} where order_id = 102 and refund_id = 'RF1'`,
  ),
  ...[
    `platform_line_id = 'L999'`,
    `sku_code = 'CUP'`,
    'sku_code = null',
    'quantity = quantity + 1',
    'cancelled_quantity = cancelled_quantity + 1',
    'payable_fen = payable_fen + 1',
  ].map((change) => `update order_lines set ${change} where order_id = 101`),
  ...[
    'sku_id = 3',
    'open = 1, ordered = ordered + 1',
    'reserved = 1, ordered = ordered + 1',
    'allocated = allocated + 1, ordered = ordered + 1',
    'shipped = 1, ordered = ordered + 1',
    'shipped = 1, allocated = allocated - 1',
  ].map((change) => `update line_demands set ${change} where order_id = 101`),
  `update line_demands set returned = returned + 1 where order_id = 102 and sku_id = 2`,
  `update holds set kind = 'risk' where order_id = 105`,
  `update holds set released_at = now(), released_by = 'user:1' where order_id = 105`,
  `update reservations set quantity = quantity + 1 where id = 401`,
  `update reservations set ended_as = 'released', ended_batch_id = 900 where id = 401`,
  `update allocations set quantity = quantity + 1 where order_id = 101`,
  `update allocations set quantity = quantity + 1 where order_id = 102 and allocation_no = 1`,
  `update allocations set ended_as = 'shipped' where order_id = 101`,
  `update allocations set location_id = 2 where order_id = 101`,
  `update allocations set sku_id = 2 where order_id = 101`,
  ...[
    'on_hand = on_hand + 1',
    'unavailable = unavailable + 1',
    'safety = safety + 1',
    'allocated = allocated + 1',
    'short = short + 1',
    'reserved = reserved + 1',
    `supply = 'presale_0501'`,
  ].map((change) => `update pools set ${change} where sku_id = 1`),
  ...[
    'on_hand = on_hand + 1',
    'unavailable = unavailable + 1',
    'safety = safety + 1',
    'allocated = allocated + 1',
    'short = short + 1',
    'location_id = 99',
  ].map((change) => `update stock_levels set ${change} where sku_id = 1 and location_id = 1`),
  `delete from orders where id = 110`,
  `update shops set code = 'east' where id = 1`,
  `update skus set code = 'MUG' where id = 2`,
  `update locations set code = 'NJ' where id = 1`,
]
