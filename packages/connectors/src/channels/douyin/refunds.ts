// Refunds from `afterSale.List`. Its amount is what the buyer asked for; what went back is only in `afterSale.Detail`,
// which is read for each that succeeded.

import type { ListedRefund, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { readRefund, readRefundPages, refundsInWindow } from '../refunds.ts'
import { dataOf } from './client.ts'
import type { DouyinClient } from './client.ts'
import { AMOUNT_RANGE, ORDER_FEN_MAX } from './decode-money.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'
import { REFUND_STATUSES, REFUNDED } from './statuses.ts'

const LISTING = {
  method: 'afterSale.List',
  parameters: { order_by: ['update_time desc'] }, // Without it, a window by change loses rows.
  from: 'update_start_time',
  to: 'update_end_time',
  rows: 'items',
  rowsMax: 50_000,
} as const

// What is taken back from the buyer can be more than what went out.
const REAL_RANGE = { min: -ORDER_FEN_MAX, max: ORDER_FEN_MAX } as const

export async function* listRefunds(
  client: DouyinClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  const pages = readRefundPages({
    readPage: (number) => readListingPage(client, LISTING, { number, window, signal }),
    toRefund,
    pageSize: PAGE_SIZE,
  })
  for await (const refunds of refundsInWindow(pages, window)) yield await withRealAmounts(client, refunds, signal)
}

async function withRealAmounts(
  client: DouyinClient,
  refunds: readonly ListedRefund[],
  signal: AbortSignal,
): Promise<ListedRefund[]> {
  const real: ListedRefund[] = []
  for (const refund of refunds) {
    real.push(refund.succeeded ? { ...refund, amountFen: await realAmount(client, refund.refundId, signal) } : refund)
  }
  return real
}

async function realAmount(client: DouyinClient, refundId: string, signal: AbortSignal): Promise<number> {
  const body = requireReadable(await client.call('afterSale.Detail', { after_sale_id: refundId }, signal))
  return requireFields(() => {
    const info = dataOf(body).object('process_info').object('after_sale_info')
    return Math.max(0, info.integer('real_refund_amount', REAL_RANGE))
  })
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (item) => {
    const info = item.object('aftersale_info')
    const order = item.object('order_info')
    return {
      refundId: info.optionalIdentifier('aftersale_id') ?? failField('refund.aftersale_id', 'an id', undefined),
      platformOrderId: order.digits('shop_order_id'),
      amountFen: info.integer('refund_amount', AMOUNT_RANGE),
      // How the case ended says nothing of money: only this status does.
      succeeded: info.has('refund_status') && info.code('refund_status', REFUND_STATUSES) === REFUNDED,
      version: info.epoch('update_time', 's'),
    }
  })
}
