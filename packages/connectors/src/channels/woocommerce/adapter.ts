// WooCommerce through its REST API v3, as one shop's channel.

import { HOUR_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { WoocommerceClient } from './client.ts'
import { woocommerceSite } from './gateway.ts'
import { PAGE_SIZE } from './listing.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { webhookReceiver } from './push.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'
import { subscribeWebhooks } from './subscription.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 7 * 24 * HOUR_MS, // Ours: the shop has none, and 50,000 rows are all that a listing pages through.
  // [A] Nothing is indexed late; this is for a site whose clock is behind, and for a change not committed yet.
  lagMs: 15 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  callsPerSecond: 4, // [A] No limit is documented; the machine serves the shop's buyers too.
  callScope: 'shop',
}

export function createWoocommerceAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const site = woocommerceSite(options)
  const calls = new Calls(options, LIMITS)
  const client = new WoocommerceClient(site, access, calls)
  const { webhookSecret = '', siteUrl = '' } = access
  return checkWindows({
    channel: 'woocommerce',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client, calls.now),
    push: webhookReceiver({
      secret: webhookSecret,
      site: URL.canParse(siteUrl) ? new URL(siteUrl) : site,
      subscribe: (address, signal) => subscribeWebhooks(client, { secret: webhookSecret, address }, signal),
    }),
    listener: null,
  })
}
