// Xiaohongshu through its open platform (ark), as one shop's channel.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { XiaohongshuClient } from './client.ts'
import { xiaohongshuGateway } from './gateway.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { PAGE_SIZE } from './paging.ts'
import { pushReceiver } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  // Documented are 30 minutes, of changes in orders and in after-sales; a second is for rounding outwards.
  windowMsMax: 30 * MINUTE_MS - 2 * SECOND_MS,
  lagMs: 10 * SECOND_MS, // [A] Nothing is said of it: for a clock of ours that is ahead.
  pageSize: PAGE_SIZE,
  listsVersions: true,
  callsPerSecond: 20, // A new application has 100 a second for all its shops, a method 200 for all applications.
  callScope: 'app',
}

export function createXiaohongshuAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const calls = new Calls(options, LIMITS)
  const client = new XiaohongshuClient(xiaohongshuGateway(options), access, calls)
  return checkWindows({
    channel: 'xiaohongshu',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: pushReceiver(access, calls.now),
    listener: null,
  })
}
