// Posts messages to the seller's address the way the platform does: those of one order in order, again where they are
// not acknowledged, and at last not any more: then only polling finds the change.

import type { PushedRequest, PushFormat } from './definition.ts'
import type { Marketplace } from './marketplace.ts'
import type { MarketEvent } from './push-outbox.ts'

const ANSWER_MS_MAX = 5_000
const SENDERS = 8 // [A] A platform does not wait for one order's answer before it tells of the next.

export interface Pushing {
  stop: () => Promise<void>
}

export function postPushes(format: PushFormat | null, market: Marketplace): Pushing {
  if (format === null) return { stop: async () => undefined }
  const stopping = new AbortController()
  const timers = new Set<NodeJS.Timeout>()
  const send = async (event: MarketEvent, wish: Wish, attempt: number): Promise<void> => {
    if (!wish.stands()) return
    const isTaken = await isEventTaken(format, { event, market, target: wish.target })
    const delayMs = format.retryDelaysMs[attempt]
    if (isTaken || delayMs === undefined) wish.answered(isTaken)
    if (isTaken) return market.outbox.confirm(event.id)
    if (delayMs === undefined || stopping.signal.aborted) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      void send(event, wish, attempt + 1)
    }, delayMs)
    timers.add(timer)
  }
  const tell = async (event: MarketEvent): Promise<void> => {
    const wishes = wishesFor(event, { format, market })
    if (wishes.length === 0) market.outbox.confirm(event.id)
    for (const wish of wishes) await send(event, wish, 0)
  }
  const tellAll = async (events: readonly MarketEvent[]): Promise<void> => {
    const orders = Map.groupBy(events, ({ trade }) => trade.tradeId).values()
    const sender = async (): Promise<void> => {
      for (const ofOne of orders) for (const event of ofOne) await tell(event)
    }
    await Promise.all(Array.from({ length: SENDERS }, sender))
  }
  const tried = new Set<number>()
  const look = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await tryNewAddresses(format, market, tried)
      if (market.pushTarget !== null || market.webhooks.hasActive) {
        market.refresh()
        await tellAll(market.outbox.take())
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

/** Somebody who wants to hear of an event. */
interface Wish {
  target: URL
  stands: () => boolean
  answered: (isTaken: boolean) => void
}

function wishesFor(event: MarketEvent, { format, market }: { format: PushFormat; market: Marketplace }): Wish[] {
  const { pushTarget: target, webhooks } = market
  const byHand = { stands: () => market.pushTarget !== null, answered: () => undefined }
  const topic = format.webhooks?.topicOf(event) ?? null
  const rows = topic === null ? [] : webhooks.of(topic)
  return [
    ...(target === null ? [] : [{ target, ...byHand }]),
    ...rows.map((webhook) => ({
      target: new URL(webhook.url),
      stands: () => webhook.status === 'active',
      answered: (isTaken: boolean) => webhooks.answered(webhook, isTaken),
    })),
  ]
}

/** What a platform does with an address it was just given; what is answered changes nothing [A]. */
async function tryNewAddresses(format: PushFormat, market: Marketplace, tried: Set<number>): Promise<void> {
  if (format.handshake === null) return
  for (const { id, url } of market.webhooks.all()) {
    if (tried.has(id)) continue
    tried.add(id)
    const target = new URL(url)
    await isTaken(format, { target, request: format.handshake(market, target.pathname + target.search) })
  }
}

interface Push {
  event: MarketEvent
  market: Marketplace
  target: URL
}

async function isEventTaken(format: PushFormat, { event, market, target }: Push): Promise<boolean> {
  const request = format.request(event, market, target.pathname + target.search)
  return request === null || isTaken(format, { target, request })
}

async function isTaken(
  format: PushFormat,
  { target, request: { method, path, headers, body } }: { target: URL; request: PushedRequest },
): Promise<boolean> {
  try {
    const init = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS_MAX) } as const
    const response = await fetch(new URL(path, target), method === 'GET' ? init : { ...init, body })
    return format.isAcknowledged(response.status, await response.text())
  } catch {
    return false // Nobody listens, or too slowly: the same to the platform.
  }
}
