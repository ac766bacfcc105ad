// What a platform tells us: verified by its adapter over the raw bytes, noted once, answered when the note is
// durable. Nothing in a message is believed but that something is worth reading again.

import type { PushNotice, PushReply, PushRequest } from '@tidegate/connectors'
import type { ShopLink } from './link.ts'

export interface PushCounts {
  heard: number
  repeated: number
  refused: number
  /** When the last genuine message came, by our clock; null before the first. */
  lastAt: number | null
  /** How often a silent subscription was made anew. */
  renewals: number
}

/** What to answer the platform. Throws where the note could not be made durable: the caller answers 503. */
export async function takePush(link: ShopLink, request: PushRequest, count: PushCounts): Promise<PushReply> {
  const { push } = link.adapter
  if (push === null) return { status: 404, contentType: 'text/plain', body: 'not found' }
  const verdict = push.verify(request)
  if (verdict.verdict === 'refused') {
    count.refused += 1
    link.log.warn({ shop: link.shop.shop, channel: link.shop.channel, refusal: verdict.refusal }, 'push refused')
    return verdict.reply
  }
  if (verdict.verdict === 'handshake') return verdict.reply
  for (const notice of verdict.notices) await takeNotice(link, notice, count)
  return verdict.reply
}

async function takeNotice(link: ShopLink, notice: PushNotice, count: PushCounts): Promise<void> {
  const { gate, shop, clock, log } = link
  const { messageId, topic } = notice
  const platformOrderId = notice.kind === 'order_changed' ? notice.platformOrderId : null
  const isNew = await gate.links.fetches.hear(shop, { messageId, topic, platformOrderId })
  count.lastAt = clock.now()
  count[isNew ? 'heard' : 'repeated'] += 1
  if (isNew && platformOrderId !== null) link.noted.ask()
  if (notice.kind === 'authorisation_ended')
    log.error({ shop: shop.shop, channel: shop.channel }, 'the seller ended our authorisation')
}

/** Listens over a connection of ours until it ends; the platform is told of each message once it is durable. */
export async function listenForPushes(link: ShopLink, signal: AbortSignal, count: PushCounts): Promise<void> {
  const { listener } = link.adapter
  if (listener === null) return
  for await (const delivery of listener.listen(signal)) {
    await takeNotice(link, delivery.notice, count)
    await delivery.confirm()
  }
}
