// Youzan through its open platform, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { YouzanClient } from './client.ts'
import { youzanGateway } from './gateway.ts'
import { listChangedOrders, PAGE_SIZE } from './listing.ts'
import { listListings } from './listings.ts'
import { readOrder } from './orders.ts'
import { messageReceiver } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 7 * 24 * HOUR_MS, // Ours: three months are allowed, and 10,000 rows are all that can be paged through.
  lagMs: 30 * SECOND_MS, // Documented: queries follow a change by up to that.
  pageSize: PAGE_SIZE,
  listsVersions: true,
  callsPerSecond: 5, // [A] No figure is documented for calls of orders.
  callScope: 'shop',
}

export function createYouzanAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const client = new YouzanClient(youzanGateway(options), new Calls(options, LIMITS))
  const { appKey: clientId = '', appSecret: clientSecret = '', kdtId = '', senderMobile = '' } = access
  return checkWindows({
    channel: 'youzan',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client, { shop, senderMobile }),
    push: messageReceiver({ clientId, clientSecret, kdtId }),
    listener: null,
  })
}
