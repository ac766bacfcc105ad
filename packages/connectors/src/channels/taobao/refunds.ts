// Refunds from TOP. Order of `taobao.refunds.receive.get` is taken to be newest first, as in the order
// listing [A]; a reading that misses rows for another order would show in the totals.

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
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

export async function* listRefunds(
  client: TaobaoClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, { ...LISTING, window }, { number, signal })
      return { total: page.total, rows: page.rows.map(toListedRefund) }
    },
    pageSize: PAGE_SIZE,
    identityOf: (row) => `${row.refundId}@${row.version}`,
  })
  for await (const rows of pages) {
    const inWindow = rows.filter((row) => isInWindow(row.version, window))
    if (inWindow.length > 0) yield inWindow
  }
}

/** A refund is money: one that cannot be read stops the listing, and its cursor, rather than vanish. */
function toListedRefund(row: unknown): ListedRefund {
  const decoded = decodeFields<ListedRefund>(() => {
    const refund = new ObjectReader(row, 'refund')
    return {
      refundId: refund.digits('refund_id'), // Text in the documentation, digits in every sample.
      platformOrderId: refund.digits('tid'),
      amountFen: refund.fen('refund_fee', AMOUNT_RANGE),
      succeeded: refund.oneOf<RefundStatus>('status', REFUND_STATUS_WORDS) === 'SUCCESS',
      version: refund.time('modified'),
    }
  })
  if (decoded.ok) return decoded.value
  const { field, expected, found } = decoded.problem
  throw new ChannelError('bug', 'refund_unreadable', { message: `${field}: expected ${expected}, found ${found}` })
}
