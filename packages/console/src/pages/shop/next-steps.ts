// What is left to do after a shop was connected, told from what is already there: nothing to tick off by hand.

import type { ShopView } from '@tidegate/contract'

type Step = 'orders' | 'messages' | 'listings' | 'publish' | 'backfill'

export interface StepState {
  step: Step
  isDone: boolean
}

/** Afterwards it is no new shop any more, whatever its owner has left undone. */
const SHOWN_MS = 7 * 24 * 60 * 60_000

/** Empty where nothing is left, or the shop was connected long ago. */
export function nextSteps(shop: ShopView, { now, backfills }: { now: number; backfills: number }): StepState[] {
  if (shop.token === null || now - Date.parse(shop.token.connectedAt) > SHOWN_MS) return []
  const { provenUntil, pushPath, pushes, stock, switches, links } = shop
  const isPosted = pushPath !== null
  const hasListings = links.some(({ name }) => name === 'listings')
  const publishes = links.some(({ name }) => name === 'stock')
  const isTaken = links.some(({ name, lastSuccessAt }) => name === 'listings' && lastSuccessAt !== null)
  const steps: (StepState | false)[] = [
    { step: 'orders', isDone: provenUntil !== null },
    isPosted && { step: 'messages', isDone: (pushes?.heard ?? 0) > 0 },
    hasListings && { step: 'listings', isDone: isTaken && stock.unmapped === 0 },
    publishes && { step: 'publish', isDone: switches.publishes },
    { step: 'backfill', isDone: backfills > 0 },
  ]
  const told = steps.filter((step) => step !== false)
  return told.every(({ isDone }) => isDone) ? [] : told
}
