// Refunds of a WooCommerce shop. They are listed by order only; a refund changes its order [A], so the orders changed in a
// window are listed and those with refunds asked for them.

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { readRefund, refundsOfOrders, refundUnreadable } from '../refunds.ts'
import type { WoocommerceClient } from './client.ts'
import { moneyOf } from './decode-money.ts'
import { listChanged } from './listing.ts'
import { orderPath, REFUNDS_MAX } from './orders.ts'

export function listRefunds(
  client: WoocommerceClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  return refundsOfOrders(listChanged(client, window, signal), window, (platformOrderId) =>
    readRefunds(client, platformOrderId, signal),
  )
}

async function readRefunds(
  client: WoocommerceClient,
  platformOrderId: string,
  signal: AbortSignal,
): Promise<ListedRefund[]> {
  const path = `${orderPath(platformOrderId)}/refunds`
  const rows = await client.json({ method: 'GET', path, query: { per_page: String(REFUNDS_MAX) } }, signal)
  if (!Array.isArray(rows)) throw new ChannelError('retry', 'no_data', { message: 'refunds: expected a list' })
  if (rows.length === REFUNDS_MAX) throw refundUnreadable(`order ${platformOrderId} has ${REFUNDS_MAX} refunds or more`)
  return (rows as unknown[]).map((row) => toRefund(row, platformOrderId))
}

function toRefund(row: unknown, platformOrderId: string): ListedRefund {
  return readRefund(row, (refund) => {
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
}
