// Refunds: after-sales by time of change (ids only), each read by its id. Parameters: public clients; the span of a day
// and the filter by update time are [A].

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import type { ListedRefund, Window } from '../channel.ts'
import { noDataError } from '../json-answer.ts'
import { readRefund } from '../refunds.ts'
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
      const refunds = await readEach(ids, (id) => readAfterSale(client, id, signal))
      const inWindow = refunds.filter(({ version }) => isInWindow(version, part))
      if (inWindow.length > 0) yield inWindow
    }
  }
}

async function readAfterSale(client: WechatClient, id: string, signal: AbortSignal): Promise<ListedRefund> {
  const body = await client.read('/channels/ec/aftersale/getaftersaleorder', { after_sale_order_id: id }, signal)
  if (body['after_sale_order'] === undefined) {
    throw noDataError({ field: 'after_sale_order', expected: 'an object', found: 'nothing' })
  }
  return readRefund(body['after_sale_order'], (afterSale) => ({
    refundId: afterSale.digits('after_sale_order_id'),
    platformOrderId: afterSale.digits('order_id'),
    amountFen: afterSale.optionalObject('refund_info')?.optionalFenInteger('amount', FEN_RANGE) ?? 0,
    succeeded: REFUNDED.has(afterSale.oneOf('status', AFTER_SALE_STATUSES)),
    version: afterSale.epoch('update_time', 's'),
  }))
}
