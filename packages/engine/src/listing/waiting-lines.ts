// Lines that no SKU covers, of orders that are held for it: what a mapping sets free. Found along the index of
// holds that stand, so it costs what waits and not what there is.

import type { Database, Transaction } from '../database/connect.ts'

/** Rows of `order_id`, `line_no`, `shop_id`, `platform_sku_id`, `sku_code` and `since`. */
export function waitingLines(sql: Database | Transaction) {
  return sql`
    select n.order_id, n.line_no, o.shop_id, n.platform_sku_id, n.sku_code, h.placed_at as since
    from holds h join orders o on o.id = h.order_id join order_lines n on n.order_id = h.order_id
    where h.kind = 'mapping' and h.released_at is null and n.quantity > n.cancelled_quantity
      and not exists (select from line_demands d where d.order_id = n.order_id and d.line_no = n.line_no)`
}
