// A WeChat shop through its server API, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { WechatClient } from './client.ts'
import { wechatGateway } from './gateway.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, ORDERS_PAGE_SIZE, readOrder } from './orders.ts'
import { pushReceiver } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 7 * 24 * HOUR_MS, // Documented, of orders.
  lagMs: 10 * SECOND_MS, // [A] Nothing is said of it: for a clock of ours that is ahead, and an index that is not.
  pageSize: ORDERS_PAGE_SIZE,
  listsVersions: false,
  // About 10,000 a minute are told of an application, and each shop is one. Fast, since a list costs a call to each order:
  // a large shop's overlap of minutes must be read before the next poll.
  callsPerSecond: 50,
  callScope: 'shop',
}

export function createWechatAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const client = new WechatClient(wechatGateway(options), new Calls(options, LIMITS))
  return checkWindows({
    channel: 'wechat',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: pushReceiver(access),
    listener: null,
  })
}
