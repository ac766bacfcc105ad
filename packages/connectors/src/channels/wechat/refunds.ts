// Refunds: after-sales by time of change (ids only), each read by its id. Parameters: public clients; the span of a day
// and the filter by update time are [A].

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { DecodeProblem, ListedRefund, Window } from '../channel.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { noDataError } from '../json-answer.ts'
import { isInWindow, splitWindow } from '../windows.ts'
import type { WechatClient } from './client.ts'
import { FEN_RANGE } from './decode-lines.ts'
import { readEach, readIds, secondsOf } from './listing.ts'
import { AFTER_SALE_STATUSES, REFUNDED } from './statuses.ts'

/** A day, less what rounding outwards may add at either end. */
const SPAN_MS_MAX = 24 * HOUR_MS - 2 * SECOND_MS

export async function* listRefunds(
  client: WechatClient,
  window: Window,
  signal: AbortSignal,
): AsyncGenerator<ListedRefund[]> {
  for (const part of splitWindow(window, SPAN_MS_MAX)) {
    const { start, end } = secondsOf(part)
    const listing = {
      path: '/channels/ec/aftersale/getaftersalelist',
      body: { begin_update_time: start, end_update_time: end },
      ids: 'after_sale_order_id_list',
    }
    for await (const ids of readIds(client, listing, signal)) {
      const refunds = await readEach(ids, (id) => readRefund(client, id, signal))
      const inWindow = refunds.filter(({ version }) => isInWindow(version, part))
      if (inWindow.length > 0) yield inWindow
    }
  }
}

async function readRefund(client: WechatClient, id: string, signal: AbortSignal): Promise<ListedRefund> {
  const body = await client.read('/channels/ec/aftersale/getaftersaleorder', { after_sale_order_id: id }, signal)
  if (body['after_sale_order'] === undefined) {
    throw noDataError({ field: 'after_sale_order', expected: 'an object', found: 'nothing' })
  }
  const decoded = decodeFields<ListedRefund>(() => {
    const afterSale = new ObjectReader(body['after_sale_order'], 'after_sale_order')
    return {
      refundId: afterSale.digits('after_sale_order_id'),
      platformOrderId: afterSale.digits('order_id'),
      amountFen: afterSale.optionalObject('refund_info')?.optionalFenInteger('amount', FEN_RANGE) ?? 0,
      succeeded: REFUNDED.has(afterSale.oneOf('status', AFTER_SALE_STATUSES)),
      version: afterSale.epoch('update_time', 's'),
    }
  })
  if (decoded.ok) return decoded.value
  throw unreadable(decoded.problem)
}

/** A refund is money: one that cannot be read stops the listing, and its cursor, rather than vanish. */
function unreadable({ field, expected, found }: DecodeProblem): ChannelError {
  return new ChannelError('bug', 'refund_unreadable', { message: `${field}: expected ${expected}, found ${found}` })
}
