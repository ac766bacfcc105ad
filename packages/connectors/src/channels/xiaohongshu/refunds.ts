// Refunds from `afterSale.listAfterSaleInfos`. Asked for and told in milliseconds, and in yuan, where orders are in fen.

import type { ListedRefund, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import { readRefund, readRefundPages, refundsInWindow } from '../refunds.ts'
import type { XiaohongshuClient } from './client.ts'
import { FEN_RANGE } from './decode-lines.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'
import { EXCHANGE, RETURN_DONE, RETURN_STATUSES, RETURN_TYPES } from './statuses.ts'

const BY_UPDATE = 2
const ROWS_MAX = 50_000 // Page number times page size, documented.

export function listRefunds(
  client: XiaohongshuClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  const listing = {
    method: 'afterSale.listAfterSaleInfos',
    parameters: { startTime: window.from, endTime: window.to, timeType: BY_UPDATE }, // Both included.
    rows: 'afterSaleBasicInfos',
    total: 'totalCount',
    pagesMax: ROWS_MAX / PAGE_SIZE,
  }
  const pages = readRefundPages({
    readPage: (number) => readListingPage(client, listing, { number, signal }),
    toRefund,
    pageSize: PAGE_SIZE,
  })
  return refundsInWindow(pages, window)
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (refund) => {
    const isDone = refund.code('status', RETURN_STATUSES) === RETURN_DONE
    const isExchange = refund.code('returnType', RETURN_TYPES) === EXCHANGE
    return {
      refundId: refund.optionalIdentifier('returnsId') ?? failField('refund.returnsId', 'an id', undefined),
      platformOrderId: refund.optionalIdentifier('orderId') ?? failField('refund.orderId', 'an id', undefined),
      // What is expected to go back [A: and did, once it is done].
      amountFen: refund.optionalFenNumber('expectedRefundAmountYuan', FEN_RANGE) ?? 0,
      succeeded: isDone && !isExchange,
      version: refund.epoch('updatedAt', 'ms'),
    }
  })
}
