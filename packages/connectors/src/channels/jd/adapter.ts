// JD through its open platform (JOS), as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import { NO_CAPABILITIES } from '../channel.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { JdClient } from './client.ts'
import { jdGateway } from './gateway.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, PAGE_SIZE, readOrder } from './orders.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  // A month is the platform's maximum; its advice is to move the window rather than to page deep.
  windowMsMax: 24 * HOUR_MS,
  // [A] The platform's indexing delay is not documented: second resolution plus a little.
  lagMs: 3 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // [A] Numeric quotas are not public; a ban tells when this is too fast, and the pace then keeps to it.
  callsPerSecond: 20,
  callScope: 'app',
}

export function createJdAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const client = new JdClient(jdGateway(options), access, new Calls(options, LIMITS))
  return checkWindows({
    ...NO_CAPABILITIES, // No public contract of JD's messages could be found: polled only.
    channel: 'jd',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
  })
}
