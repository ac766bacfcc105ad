// Refunds from `open.seller.order.refund.pcursor.list`, by change, a cursor beside a page number.

import type { ListedRefund, Window } from '../channel.ts'
import { failField } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { readByCursor } from '../read-by-cursor.ts'
import type { CursorPage } from '../read-by-cursor.ts'
import { readRefund, refundsInWindow } from '../refunds.ts'
import { dataOf, NO_MORE } from './client.ts'
import type { KuaishouClient } from './client.ts'
import { ORDER_FEN_MAX } from './decode-order.ts'
import { isMoneyBack, REFUND_STATUSES, REFUNDED } from './statuses.ts'

const REFUND_PAGE_SIZE = 100 // The documented maximum.
const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const
const LISTING = {
  type: 9, // All, not only those that wait.
  pageSize: REFUND_PAGE_SIZE,
  sort: 1,
  queryType: 2, // By change.
} as const

export function listRefunds(
  client: KuaishouClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  let currentPage = 0
  const pages = readByCursor((pcursor) => {
    currentPage += 1
    return readPage(client, { pcursor, currentPage, window }, signal)
  })
  return refundsInWindow(pages, window)
}

async function readPage(
  client: KuaishouClient,
  { pcursor, currentPage, window }: { pcursor: string | null; currentPage: number; window: Window },
  signal: AbortSignal,
): Promise<CursorPage<ListedRefund>> {
  const times = { beginTime: window.from, endTime: window.to }
  const parameters = { ...LISTING, ...times, currentPage, pcursor: pcursor ?? '' }
  const body = requireReadable(await client.read('open.seller.order.refund.pcursor.list', parameters, signal))
  const { rows, next } = requireFields(() => {
    const data = dataOf(body)
    const next = data.optionalIdentifier('pcursor') ?? failField('data.pcursor', 'a cursor', undefined)
    const rows = data.optionalList('refundOrderInfoList', REFUND_PAGE_SIZE) ?? []
    return { rows, next: next === NO_MORE ? null : next }
  })
  return { rows: rows.map(toRefund), next }
}

function toRefund(row: unknown): ListedRefund {
  return readRefund(row, (refund) => ({
    refundId: refund.digits('refundId'),
    platformOrderId: refund.digits('oid'),
    amountFen: refund.integer('refundFee', AMOUNT_RANGE),
    // An exchange succeeds by the same status, and gives no money back.
    succeeded: refund.code('status', REFUND_STATUSES) === REFUNDED && isMoneyBack(refund),
    version: refund.epoch('updateTime', 'ms'),
  }))
}
