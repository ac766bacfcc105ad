// The simulated shop comes back from a crash on another port with other keys; whoever polls it keeps
// one adapter that always means the shop as it runs now.

import { ChannelError } from '@tidegate/connectors'
import type { ChannelAdapter } from '@tidegate/connectors'

export interface SwitchingChannel {
  readonly adapter: ChannelAdapter
  switchTo(adapter: ChannelAdapter | null): void
}

export function createSwitchingChannel(first: ChannelAdapter): SwitchingChannel {
  let current: ChannelAdapter | null = first
  let latest = first
  const now = (): ChannelAdapter => {
    if (current !== null) return current
    throw new ChannelError('retry', 'simulator_down', { message: 'the simulated shop is being restarted' })
  }
  return {
    adapter: {
      channel: first.channel,
      limits: first.limits,
      listChangedOrders: (window, signal) => now().listChangedOrders(window, signal),
      readOrder: async (platformOrderId, signal) => now().readOrder(platformOrderId, signal),
      listRefunds: (window, signal) => now().listRefunds(window, signal),
      // Those of the last one known: while nobody listens there, their calls end as something to try again.
      get listings() {
        return latest.listings
      },
      get stock() {
        return latest.stock
      },
      get shipments() {
        return latest.shipments
      },
      get push() {
        return latest.push
      },
      get listener() {
        return latest.listener
      },
    },
    switchTo: (adapter) => {
      current = adapter
      latest = adapter ?? latest
    },
  }
}
