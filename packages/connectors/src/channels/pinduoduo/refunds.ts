// Refunds from `pdd.refund.list.increment.get`. Its order is taken to be newest first, as in the order listing [A].

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { decodeFields, failField, ObjectReader } from '../fields.ts'
import { readBackToFront } from '../read-back-to-front.ts'
import { isInWindow } from '../windows.ts'
import type { PinduoduoClient } from './client.ts'
import { fenOf } from './decode-money.ts'
import { PAGE_SIZE, readListingPage } from './listing.ts'
import { AFTER_SALES_STATUSES, codeOf } from './statuses.ts'

const SUCCEEDED = 10
const LISTING = {
  type: 'pdd.refund.list.increment.get',
  parameters: { after_sales_status: '1', after_sales_type: '1' }, // 1: all; of the status [A].
  envelope: 'refund_increment_get_response',
  rows: 'refund_list',
} as const

export async function* listRefunds(
  client: PinduoduoClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  const pages = readBackToFront({
    readPage: async (number) => {
      const page = await readListingPage(client, LISTING, { number, window, signal })
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
      refundId: refund.digits('id'),
      platformOrderId: refund.optionalIdentifier('order_sn') ?? failField('refund.order_sn', 'an id', undefined),
      amountFen: fenOf(refund, 'refund_amount'), // Yuan here; messages of the same refund are in fen.
      // Agreed is not paid: only this one is money that went back. Exchanges and repairs end in codes of their own.
      succeeded: codeOf(refund, 'after_sales_status', AFTER_SALES_STATUSES) === SUCCEEDED,
      version: refund.time('updated_time'),
    }
  })
  if (decoded.ok) return decoded.value
  const { field, expected, found } = decoded.problem
  throw new ChannelError('bug', 'refund_unreadable', { message: `${field}: expected ${expected}, found ${found}` })
}
