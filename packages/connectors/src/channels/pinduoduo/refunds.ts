// Refunds from `pdd.refund.list.increment.get`. Its order is taken to be newest first, as in the order listing [A].

import type { ListedRefund, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import { readRefund, readRefundPages, refundsInWindow } from '../refunds.ts'
import type { PinduoduoClient } from './client.ts'
import { fenOf } from './decode-money.ts'
import { PAGE_SIZE, readListingPage } from './listing.ts'
import { AFTER_SALES_STATUSES } from './statuses.ts'

const SUCCEEDED = 10
const LISTING = {
  type: 'pdd.refund.list.increment.get',
  parameters: { after_sales_status: '1', after_sales_type: '1' }, // 1: all; of the status [A].
  envelope: 'refund_increment_get_response',
  rows: 'refund_list',
} as const

export function listRefunds(
  client: PinduoduoClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  const pages = readRefundPages({
    readPage: (number) => readListingPage(client, LISTING, { number, window, signal }),
    toRefund,
    pageSize: PAGE_SIZE,
  })
  return refundsInWindow(pages, window)
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (refund) => ({
    refundId: refund.digits('id'),
    platformOrderId: refund.optionalIdentifier('order_sn') ?? failField('refund.order_sn', 'an id', undefined),
    amountFen: fenOf(refund, 'refund_amount'), // Yuan here; messages of the same refund are in fen.
    // Agreed is not paid: only this one is money that went back. Exchanges and repairs end in codes of their own.
    succeeded: refund.code('after_sales_status', AFTER_SALES_STATUSES) === SUCCEEDED,
    version: refund.time('updated_time'),
  }))
}
