// Refunds from TOP. Order of `taobao.refunds.receive.get` is taken to be newest first, as in the order
// listing [A]; a reading that misses rows for another order would show in the totals.

import type { ListedRefund, Window } from '../channel.ts'
import { readRefund, readRefundPages, refundsInWindow } from '../refunds.ts'
import type { TaobaoClient } from './client.ts'
import { AMOUNT_RANGE } from './decode-payment.ts'
import { PAGE_SIZE, readListingPage } from './listing.ts'
import { REFUND_STATUS_WORDS } from './statuses.ts'
import type { RefundStatus } from './statuses.ts'

const LISTING = {
  method: 'taobao.refunds.receive.get',
  fields: 'refund_id,tid,oid,status,refund_fee,modified',
  envelope: 'refunds_receive_get_response',
  wrapper: 'refunds',
  rows: 'refund',
} as const

export function listRefunds(client: TaobaoClient, window: Window, signal: AbortSignal): AsyncGenerator<ListedRefund[]> {
  const pages = readRefundPages({
    readPage: (number) => readListingPage(client, { ...LISTING, window }, { number, signal }),
    toRefund,
    pageSize: PAGE_SIZE,
  })
  return refundsInWindow(pages, window)
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (refund) => ({
    refundId: refund.digits('refund_id'), // Text in the documentation, digits in every sample.
    platformOrderId: refund.digits('tid'),
    amountFen: refund.fen('refund_fee', AMOUNT_RANGE),
    succeeded: refund.oneOf<RefundStatus>('status', REFUND_STATUS_WORDS) === 'SUCCESS',
    version: refund.time('modified'),
  }))
}
