// Shopify through its GraphQL Admin API, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { ShopifyClient } from './client.ts'
import { shopifyGateway } from './gateway.ts'
import { PAGE_SIZE } from './listing.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { webhookReceiver } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'
import { subscribeWebhooks } from './subscription.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 7 * 24 * HOUR_MS, // Ours: the platform has none, and 100,000 rows are all that a listing pages through.
  lagMs: 10 * SECOND_MS, // [A] The search index follows at its own pace.
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // Points are counted, not calls: 100 a second on the smallest plan, and an order of a few lines costs about 25.
  callsPerSecond: 4,
  callScope: 'shop',
}

export function createShopifyAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const gateway = shopifyGateway(options)
  const client = new ShopifyClient(gateway, new Calls(options, LIMITS))
  const { clientSecret = '', shopDomain = '', locationId = '' } = access
  return checkWindows({
    channel: 'shopify',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client, locationId === '' ? null : locationId),
    shipments: shipmentConfirming(client),
    push: webhookReceiver({
      clientSecret,
      shopDomain: shopDomain === '' ? gateway.hostname : shopDomain,
      subscribe: (address, signal) => subscribeWebhooks(client, address, signal),
    }),
    listener: null,
  })
}
