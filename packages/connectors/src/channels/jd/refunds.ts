// Refunds from `refundapply.queryPageList`: money back before an order ships. Amounts are in fen here, while orders are
// in yuan. A refund has no time of change: it is found by when it was asked for until somebody checked it, then by that.

import { ChannelError } from '../channel.ts'
import type { ListedRefund, Window } from '../channel.ts'
import { ceilToSecond, floorToSecond, formatChinaTime } from '../china-clock.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ListingPage } from '../read-back-to-front.ts'
import { readRefund, readRefundPages } from '../refunds.ts'
import { isInWindow } from '../windows.ts'
import { envelopeOf } from './client.ts'
import type { JdClient } from './client.ts'
import { TOTAL_RANGE } from './orders.ts'
import { countOf, ORDER_FEN_MAX, optionalJdTime } from './scalars.ts'

const METHOD = 'jingdong.pop.afs.soa.refundapply.queryPageList'
const REFUND_PAGE_SIZE = 50 // The documented maximum,
const PAGES_MAX = 100 // and of the pages of one question.
const STATUS_RANGE = { min: 0, max: 11 } as const
const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
/** Refunded by finance; by stopping the parcel; by closing the order [A of the last two]. */
const SUCCEEDED: ReadonlySet<number> = new Set([3, 6, 9])

type Time = 'apply' | 'check'

interface RefundRow extends ListedRefund {
  isChecked: boolean
}

export async function* listRefunds(
  client: JdClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  for (const time of ['apply', 'check'] as const) {
    const pages = readRefundPages({
      readPage: (number) => readPage(client, { time, number, window }, signal),
      toRefund,
      pageSize: REFUND_PAGE_SIZE,
    })
    for await (const rows of pages) {
      // Each is told once: a checked one by its check, however long ago it was asked for.
      const own = rows.filter((row) => row.isChecked === (time === 'check') && isInWindow(row.version, window))
      if (own.length > 0) yield own.map(({ isChecked: _isChecked, ...refund }) => refund)
    }
  }
}

async function readPage(
  client: JdClient,
  { time, number, window }: { time: Time; number: number; window: Window },
  signal: AbortSignal,
): Promise<ListingPage<unknown>> {
  const parameters = {
    pageIndex: number,
    pageSize: REFUND_PAGE_SIZE,
    [`${time}TimeStart`]: formatChinaTime(floorToSecond(window.from)),
    [`${time}TimeEnd`]: formatChinaTime(ceilToSecond(window.to)),
  }
  const body = requireReadable(await client.call(METHOD, parameters, signal))
  const { total, rows } = requireFields(() => {
    const result = envelopeOf(body, METHOD).object('queryResult')
    const total = countOf(result, 'totalCount', TOTAL_RANGE)
    const rows = result.optionalList('result', REFUND_PAGE_SIZE)
    if (rows === null && total > 0) failField(result.field('result'), 'a list', undefined)
    return { total, rows: rows ?? [] }
  })
  if (total > PAGES_MAX * REFUND_PAGE_SIZE) {
    throw new ChannelError('refused', 'window_too_full', { message: `${total} refunds in one window` })
  }
  return { total, rows }
}

function toRefund(row: unknown): RefundRow {
  return readRefund(row, (refund) => {
    const checkedAt = optionalJdTime(refund, 'checkTime')
    return {
      refundId: refund.digits('id'),
      platformOrderId: refund.digits('orderId'),
      amountFen: countOf(refund, 'applyRefundSum', AMOUNT_RANGE),
      // Approved is not paid: money has gone back only where finance, or whoever stopped the parcel, says so.
      succeeded: SUCCEEDED.has(countOf(refund, 'status', STATUS_RANGE)),
      version: checkedAt ?? refund.time('applyTime'),
      isChecked: checkedAt !== null,
    }
  })
}
