// Pinduoduo through its open platform (POP), as one shop's channel.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { PinduoduoClient } from './client.ts'
import { pinduoduoGateway, pmcAddress } from './gateway.ts'
import { PAGE_SIZE } from './listing.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { permitMessages } from './permit.ts'
import { pmcListener } from './pmc-listener.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'

const LIMITS: ChannelLimits = {
  windowMsMax: 30 * MINUTE_MS, // Documented, of orders and of refunds.
  // A window must end three minutes before the platform's now; the rest is for a clock of ours that is ahead.
  lagMs: 3 * MINUTE_MS + 30 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // The tightest documented limit of the calls used: refunds, 100 in 10 s for a shop.
  callsPerSecond: 10,
  callScope: 'shop',
}

export function createPinduoduoAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const gateway = pinduoduoGateway(options)
  const calls = new Calls(options, LIMITS)
  const client = new PinduoduoClient(gateway, access, calls)
  return checkWindows({
    channel: 'pinduoduo',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: null, // PMC is a connection of ours.
    listener: pmcListener({
      address: pmcAddress(gateway),
      access,
      now: calls.now,
      subscribe: (signal) => permitMessages(client, signal),
    }),
  })
}
