// The missed-order certificate: a window that the poll has proven is listed again some minutes later, and what the
// platform lists is looked up here. A find is fetched and stays on record with why it was late (row A4).

import type { ListedOrder, Window } from '@tidegate/connectors'
import type { LateOrder } from '@tidegate/engine'
import type { Instant } from '@tidegate/domain'
import { windowMsOf } from '../intake/poll-window.ts'
import { boundedPages } from '../intake/feed.ts'
import type { Feed } from '../intake/feed.ts'
import { provenUntil } from './link.ts'
import type { ShopLink } from './link.ts'

/** The first certificate of a shop reaches back this far. */
const FIRST_REACHES_BACK_MS = 60 * 60_000
const WINDOW_MS_MAX = 10 * 60_000

export interface CheckOptions {
  /** As the shop's pace says, if left out. */
  behindMs?: number
}

/** Checks the next window; true where another is due already. */
export async function checkOrders(link: ShopLink, feed: Feed, options: CheckOptions = {}): Promise<boolean> {
  const { gate, shop, adapter, clock } = link
  const { certificates, fetches } = gate.links
  await certificates.settleArrived(shop)
  const proven = await provenUntil(link)
  if (proven === null) return false
  const behindMs = options.behindMs ?? (await link.pace.checkBehindMs())
  const end = Math.min(proven, clock.now() - adapter.limits.lagMs - behindMs)
  const from = (await certificates.checkedUntil(shop)) ?? end - FIRST_REACHES_BACK_MS
  const to = Math.min(end, from + Math.min(WINDOW_MS_MAX, windowMsOf(adapter.limits)))
  if (to <= from) return false
  const { listed, late } = await compareWindow(link, feed, { from, to })
  await fetches.add(
    shop,
    late.map((each) => each.platformOrderId),
    'late',
  )
  await certificates.record(shop, { from, to, listed, late })
  if (late.length > 0) link.log.warn({ shop: shop.shop, channel: shop.channel, late: late.length }, 'orders found late')
  return to < end
}

async function compareWindow(
  { gate, shop, adapter }: ShopLink,
  feed: Feed,
  window: Window,
): Promise<{ listed: number; late: LateOrder[] }> {
  const newest = new Map<string, Instant>()
  for await (const page of boundedPages(adapter.listChangedOrders(window, feed.signal), feed)) {
    for (const { platformOrderId, version } of page as ListedOrder[]) {
      newest.set(platformOrderId, Math.max(newest.get(platformOrderId) ?? 0, version))
    }
  }
  const known = await gate.knownVersions(shop, [...newest.keys()])
  const late: LateOrder[] = []
  for (const [platformOrderId, version] of newest) {
    const held = known.get(platformOrderId)
    if (held !== undefined && held >= version) continue
    // Still quarantined is not missing: it is here, raw, in front of a person.
    late.push({ platformOrderId, version, cause: held === undefined ? 'listed_late' : 'changed_unseen' })
  }
  return { listed: newest.size, late: await withoutQuarantined(gate, shop, late) }
}

async function withoutQuarantined(
  gate: ShopLink['gate'],
  shop: ShopLink['shop'],
  late: readonly LateOrder[],
): Promise<LateOrder[]> {
  if (late.length === 0) return []
  const quarantined = await gate.links.certificates.quarantined(
    shop,
    late.map((each) => each.platformOrderId),
  )
  return late.filter((each) => !quarantined.has(each.platformOrderId))
}
