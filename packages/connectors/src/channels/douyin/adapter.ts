// Douyin through the open platform of 抖店, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { DouyinClient } from './client.ts'
import { douyinGateway } from './gateway.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { PAGE_SIZE } from './paging.ts'
import { douyinPush } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 24 * HOUR_MS, // No span is documented, only a depth of pages and 90 days back.
  // [A] The platform's indexing delay is not documented: second resolution plus a little.
  lagMs: 3 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // Documented are hundreds a second for an application; the figure of one's own application may be smaller.
  callsPerSecond: 20,
  callScope: 'app',
}

export function createDouyinAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const client = new DouyinClient(douyinGateway(options), access, new Calls(options, LIMITS))
  return checkWindows({
    channel: 'douyin',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: douyinPush(access),
    listener: null, // Messages are posted to us.
  })
}
