import type { Database, Transaction } from '../database/connect.ts'

/** Whether order `o` is offered stock that comes: it is live, and its buyer has paid at least a deposit. */
export function waitsForStock(sql: Database | Transaction) {
  return sql`o.platform_state = 'open' and o.payment in ('paid', 'refunding', 'deposit_paid') and not o.cancel_requested`
}
