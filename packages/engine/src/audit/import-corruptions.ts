// Ways to break what files told.

import { unguarded } from './corruption.ts'
import type { Corruption } from './corruption.ts'

export const IMPORT_CORRUPTIONS: readonly Corruption[] = [
  {
    id: 'I26',
    what: 'a line of an order of the past',
    edit: `insert into order_lines (order_id, line_no, platform_line_id, origin, sku_code, title, quantity, cancelled_quantity,
             list_fen, seller_discount_fen, platform_subsidy_fen, payable_fen)
           values (111, 1, 'L111', 'platform', 'TEA', 'TEA', 1, 0, 2500, 0, 0, 2500)`,
    subject: 'order TB111',
    detail: 'is history with 1 rows of order_lines',
  },
  {
    id: 'I26',
    what: 'an order of the past that waits for its balance',
    edit: `insert into payment_legs (order_id, leg, payable_fen, paid_fen, refunded_fen, paid_at) values (111, 'balance', 0, 0, 0, now())`,
    subject: 'order TB111',
    detail: 'is history with legs balance, whole',
  },
  {
    id: 'I26',
    what: 'a receiver of an order of the past',
    edit: `${unguarded('orders', 'orders_history_is_header_only')} update orders set receiver_version = placed_at where id = 111`,
    subject: 'order TB111',
  },
  {
    id: 'I27',
    what: 'a row of a finished import nobody tells of',
    edit: `delete from import_results where import_id = 820 and first_row = 4`,
    subject: 'import 820',
    detail: 'rows 4 imported 2 unchanged 1 quarantined 1 refused 0 told 2 1 0 0',
  },
  {
    id: 'I27',
    what: 'a row told of twice',
    edit: `update import_results set last_row = 4 where import_id = 820 and first_row = 2;
           update imports set rows_total = 5, imported = 3 where id = 820`,
    subject: 'import 820',
    detail: 'row 4 is told of twice',
  },
  {
    id: 'I27',
    what: 'results without an import',
    edit: `insert into import_results (import_id, first_row, last_row, outcome) values (777, 2, 2, 'imported')`,
    subject: 'import #777',
  },
]
