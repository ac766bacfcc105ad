// Kuaishou through the open platform of 快手小店, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { KuaishouClient } from './client.ts'
import { kuaishouGateway } from './gateway.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, PAGE_SIZE, readOrder } from './orders.ts'
import { kuaishouPush } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 24 * HOUR_MS, // Documented of refunds; orders would allow seven days.
  // [A] The platform's indexing delay is not documented.
  lagMs: 3 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // 300 a second are documented of the order listing; figures of the other calls are not at hand.
  callsPerSecond: 20,
  callScope: 'app',
}

export function createKuaishouAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const client = new KuaishouClient(kuaishouGateway(options), access, new Calls(options, LIMITS))
  return checkWindows({
    channel: 'kuaishou',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: kuaishouPush(access),
    listener: null, // Messages are posted to us.
  })
}
