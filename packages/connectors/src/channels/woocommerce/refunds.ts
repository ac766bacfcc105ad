// Refunds of a WooCommerce shop. They are listed by order only; a refund changes its order [A], so the orders changed in a
// window are listed and those with refunds asked for them. Each refund of such an order is told, old ones again: an order
// that changed once more leaves the window it was refunded in, and takes its refunds along.

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import type { WoocommerceClient } from './client.ts'
import { moneyOf } from './decode-money.ts'
import { listChanged } from './listing.ts'
import { orderPath, REFUNDS_MAX } from './orders.ts'

export async function* listRefunds(
  client: WoocommerceClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  for await (const rows of listChanged(client, window, signal)) {
    for (const { platformOrderId, hasRefunds } of rows) {
      if (!hasRefunds) continue
      const refunds = await readRefunds(client, platformOrderId, signal)
      if (refunds.length > 0) yield refunds
    }
  }
}

async function readRefunds(
  client: WoocommerceClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<ListedRefund[]> {
  const path = `${orderPath(platformOrderId)}/refunds`
  const rows = await client.json({ method: 'GET', path, query: { per_page: String(REFUNDS_MAX) } }, signal)
  if (!Array.isArray(rows)) throw new ChannelError('retry', 'no_data', { message: 'refunds: expected a list' })
  if (rows.length === REFUNDS_MAX) throw unreadable(`order ${platformOrderId} has ${REFUNDS_MAX} refunds or more`)
  return (rows as unknown[]).map((row) => toListedRefund(row, platformOrderId))
}

/** A refund is money: one that cannot be read stops the listing, and its cursor, rather than vanish. */
function toListedRefund(row: unknown, platformOrderId: string): ListedRefund {
  const decoded = decodeFields<ListedRefund>(() => {
    const refund = new ObjectReader(row, 'refund')
    const amountFen = moneyOf(refund, 'amount')
    return {
      refundId: refund.digits('id'),
      platformOrderId,
      amountFen,
      // There is no refund before it is made; one by hand is money too, and one of nothing only takes goods back.
      succeeded: amountFen > 0,
      version: refund.isoTime('date_created_gmt', 'Z'),
    }
  })
  if (decoded.ok) return decoded.value
  const { field, expected, found } = decoded.problem
  throw unreadable(`${field}: expected ${expected}, found ${found}`)
}

function unreadable(message: string): ChannelError {
  return new ChannelError('bug', 'refund_unreadable', { message })
}
