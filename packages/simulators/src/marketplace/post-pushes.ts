// Posts messages to the seller's address the way the platform does: in order, again where they are not
// acknowledged, and at last not any more: then only polling finds the change.

import type { PushFormat } from './definition.ts'
import type { Marketplace } from './marketplace.ts'
import type { MarketEvent } from './push-outbox.ts'

const ANSWER_MS_MAX = 5_000

export interface Pushing {
  stop: () => Promise<void>
}

export function postPushes(format: PushFormat | null, market: Marketplace): Pushing {
  if (format === null) return { stop: async () => undefined }
  const stopping = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const send = async (event: MarketEvent, attempt: number): Promise<void> => {
    const target = market.pushTarget
    if (target === null) return
    if (await isTaken(format, { event, market, target })) return market.outbox.confirm(event.id)
    const delayMs = format.retryDelaysMs[attempt]
    if (delayMs === undefined || stopping.signal.aborted) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void send(event, attempt + 1)
    }, delayMs)
    timers.add(timer)
  }
  const look = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      if (market.pushTarget !== null) {
        market.refresh()
        for (const event of market.outbox.take()) await send(event, 0)
      }
      await new Promise((resolve) => setTimeout(resolve, market.lookEveryMs))
    }
  }
  const looking = look()
  return {
    async stop() {
      stopping.abort()
      for (const timer of timers) clearTimeout(timer)
      await looking
    },
  }
}

interface Push {
  event: MarketEvent
  market: Marketplace
  target: URL
}

async function isTaken(format: PushFormat, { event, market, target }: Push): Promise<boolean> {
  const request = format.request(event, market, target.pathname + target.search)
  if (request === null) return true
  const { method, path, headers, body } = request
  try {
    const init = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS_MAX) } as const
    const response = await fetch(new URL(path, target), method === 'GET' ? init : { ...init, body })
    return format.isAcknowledged(response.status, await response.text())
  } catch {
    return false // Nobody listens, or too slowly: the same to the platform.
  }
}
