// Refunds from `afterSale.listAfterSaleInfos`. Asked for and told in milliseconds, and in yuan, where orders are in fen.

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import type { XiaohongshuClient } from './client.ts'
import { FEN_RANGE } from './decode-lines.ts'
import { PAGE_SIZE, readListingPage } from './paging.ts'
import { codeOf, EXCHANGE, RETURN_DONE, RETURN_STATUSES, RETURN_TYPES } from './statuses.ts'

const BY_UPDATE = 2
const ROWS_MAX = 50_000 // Page number times page size, documented.

export async function* listRefunds(
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
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, listing, { number, signal })
      return { total: page.total, rows: page.rows.map(toListedRefund) }
    },
    pageSize: PAGE_SIZE,
    identityOf: (row) => `${row.refundId}@${row.version}`,
  })
  for await (const rows of pages) {
    const inWindow = rows.filter(({ version }) => version >= window.from && version < window.to)
    if (inWindow.length > 0) yield inWindow
  }
}

/** A refund is money: one that cannot be read stops the listing, and its cursor, rather than vanish. */
function toListedRefund(row: unknown): ListedRefund {
  const decoded = decodeFields<ListedRefund>(() => {
    const refund = new ObjectReader(row, 'refund')
    const isDone = codeOf(refund, 'status', RETURN_STATUSES) === RETURN_DONE
    const isExchange = codeOf(refund, 'returnType', RETURN_TYPES) === EXCHANGE
    return {
      refundId: refund.optionalIdentifier('returnsId') ?? failField('refund.returnsId', 'an id', undefined),
      platformOrderId: refund.optionalIdentifier('orderId') ?? failField('refund.orderId', 'an id', undefined),
      // What is expected to go back [A: and did, once it is done].
      amountFen: refund.optionalFenNumber('expectedRefundAmountYuan', FEN_RANGE) ?? 0,
      succeeded: isDone && !isExchange,
      version: refund.epoch('updatedAt', 'ms'),
    }
  })
  if (decoded.ok) return decoded.value
  const { field, expected, found } = decoded.problem
  throw new ChannelError('bug', 'refund_unreadable', { message: `${field}: expected ${expected}, found ${found}` })
}
