// Taobao and Tmall through TOP, as one shop's channel.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { Calls } from '../calls.ts'
import type { ChannelAdapter, ChannelLimits } from '../channel.ts'
import type { AdapterOptions } from '../definition.ts'
import { checkWindows } from '../windows.ts'
import { TaobaoClient } from './client.ts'
import { taobaoGateway, tmcAddress } from './gateway.ts'
import { PAGE_SIZE } from './listing.ts'
import { listListings } from './listings.ts'
import { listChangedOrders, readOrder } from './orders.ts'
import { permitMessages } from './permit.ts'
import { listRefunds } from './refunds.ts'
import { shipmentConfirming } from './shipments.ts'
import { stockPublishing } from './stock.ts'
import { tmcListener } from './tmc-listener.ts'

const LIMITS: ChannelLimits = {
  // A day is the platform's maximum; its documentation advises half an hour or less.
  windowMsMax: 30 * MINUTE_MS,
  // [A] The platform's indexing delay is not documented: second resolution plus a little.
  lagMs: 3 * SECOND_MS,
  pageSize: PAGE_SIZE,
  listsVersions: true,
  // [A] Numeric quotas are not public; a ban tells when this is too fast, and the pace then keeps to it.
  callsPerSecond: 20,
  callScope: 'app',
}

export function createTaobaoAdapter(options: AdapterOptions): ChannelAdapter {
  const { shop, access } = options
  const gateway = taobaoGateway(options)
  const calls = new Calls(options, LIMITS)
  const client = new TaobaoClient(gateway, access, calls)
  return checkWindows({
    channel: 'taobao',
    limits: LIMITS,
    listChangedOrders: (window, signal) => listChangedOrders(client, window, signal),
    readOrder: (platformOrderId, signal) => readOrder(client, { platformOrderId, shop }, signal),
    listRefunds: (window, signal) => listRefunds(client, window, signal),
    listings: { list: (signal) => listListings(client, signal) },
    stock: stockPublishing(client),
    shipments: shipmentConfirming(client),
    push: null, // TMC is a connection of ours.
    listener: tmcListener({
      address: tmcAddress(gateway),
      access,
      now: calls.now,
      subscribe: (signal) => permitMessages(client, signal),
    }),
  })
}
