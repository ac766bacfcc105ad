// Refunds from Youzan, by the time they changed. Bounds are UNIX seconds here, the times of rows are text.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond } from '../china-clock.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { readRefund, readRefundPages, refundsInWindow } from '../refunds.ts'
import type { YouzanClient } from './client.ts'
import { AMOUNT_RANGE } from './decode-money.ts'

const API = 'youzan.trade.refund.search/3.0.1'
const PAGE_SIZE = 50
const ROWS_MAX = 3_000 // Documented: what lies deeper cannot be asked for.
const TOTAL_MAX = 100_000_000
const SUCCEEDED = 'SUCCESS'

export function listRefunds(client: YouzanClient, window: Window, signal: AbortSignal): AsyncGenerator<ListedRefund[]> {
  const pages = readRefundPages({
    readPage: (page) => readPage(client, { page, window }, signal),
    toRefund,
    pageSize: PAGE_SIZE,
  })
  return refundsInWindow(pages, window)
}

async function readPage(
  client: YouzanClient,
  { page, window }: { page: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<unknown>> {
  const parameters = {
    update_time_start: floorToSecond(window.from) / SECOND_MS,
    update_time_end: ceilToSecond(window.to) / SECOND_MS,
    page_no: page,
    page_size: PAGE_SIZE,
  }
  const data = await client.data(API, parameters, signal)
  const { total, rows } = requireFields(() => {
    const envelope = new ObjectReader(data, 'data')
    const total = envelope.integer('total', { min: 0, max: TOTAL_MAX })
    const rows = envelope.optionalList('refunds', PAGE_SIZE)
    if (rows === null && total > 0) failField(envelope.field('refunds'), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
  if (total > ROWS_MAX) {
    throw new ChannelError('refused', 'window_too_full', { message: `${total} refunds; ask for a shorter window` })
  }
  return { total, rows }
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (refund) => {
    const amountFen = refund.fen('refund_fee', AMOUNT_RANGE) // Yuan here; related calls speak fen.
    return {
      refundId: refund.optionalIdentifier('refund_id') ?? failField('refund.refund_id', 'an id', undefined),
      platformOrderId: refund.optionalIdentifier('tid') ?? failField('refund.tid', 'an id', undefined),
      amountFen,
      // An exchange succeeds without money.
      succeeded: refund.text('status') === SUCCEEDED && amountFen > 0,
      version: refund.time('modified'),
    }
  })
}
