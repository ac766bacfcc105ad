// Tells channels which parcels left. Effective once: an attempt whose end is unknown asks the platform before it
// tells it again (`confirmOnce`).

import { CARRIERS, ChannelError, confirmOnce } from '@tidegate/connectors'
import type { Carrier, Parcel, ShipmentConfirming } from '@tidegate/connectors'
import type { OwedConfirmation } from '@tidegate/engine'
import { CLAIM_MS, endsRound, errorText, retryMs } from './link.ts'
import type { ShopLink } from './link.ts'

/** One round's parcels: a few seconds of any platform's pace. */
const PARCELS_MAX = 20

/** One round; true where more is owed already. */
export async function confirmShipments(link: ShopLink, signal: AbortSignal): Promise<boolean> {
  const { shipments } = link.adapter
  if (shipments === null) return false
  const owed = await link.gate.links.confirmations.claim(link.shop, { max: PARCELS_MAX, claimMs: CLAIM_MS })
  let stopped: ChannelError | null = null
  for (const each of owed) {
    if (stopped === null) stopped = await confirmOne(link, { shipments, owed: each }, signal)
    else await giveBack(link, each, stopped)
  }
  if (stopped !== null) throw stopped
  return owed.length === PARCELS_MAX
}

/** What ends the round, or null. */
async function confirmOne(
  link: ShopLink,
  { shipments, owed }: { shipments: ShipmentConfirming; owed: OwedConfirmation },
  signal: AbortSignal,
): Promise<ChannelError | null> {
  const rows = link.gate.links.confirmations
  const parcel = toParcel(owed, shipments)
  if (parcel === null) {
    await rows.refused(owed, `no carrier is called ${owed.carrier}`)
    return null
  }
  try {
    const answer = await confirmOnce(shipments, { parcel, isRepeat: owed.isUnsure }, signal)
    if (answer.outcome === 'confirmed') await rows.confirmed(owed)
    else if (answer.outcome === 'already_shipped') await rows.refused(owed, 'shipped already, by another parcel')
    else await rows.refused(owed, `${answer.code}: ${answer.message}`.slice(0, 300))
    return null
  } catch (error) {
    await rows.failed(owed, {
      error: errorText(error),
      retryMs: retryMs(owed.attempts, error, link.random),
      isUnsure: owed.isUnsure || mayHaveGone(error),
    })
    signal.throwIfAborted()
    return endsRound(error) ? error : null
  }
}

function giveBack(link: ShopLink, owed: OwedConfirmation, error: unknown): Promise<void> {
  return link.gate.links.confirmations.failed(owed, {
    error: errorText(error),
    retryMs: retryMs(1, error, link.random),
    isUnsure: owed.isUnsure,
  })
}

/** Only an answer that never came leaves it open; any other says that it did not go through. */
function mayHaveGone(error: unknown): boolean {
  return !(error instanceof ChannelError) || error.kind === 'retry'
}

/** A platform that cannot split hears of the whole order with its first parcel. */
function toParcel(owed: OwedConfirmation, { splits }: ShipmentConfirming): Parcel | null {
  const carrier = carrierOf(owed.carrier)
  if (carrier === null) return null
  const { platformOrderId, trackingNumber, shipmentId, orderId } = owed
  const lines = owed.isWhole || splits === 'none' ? null : owed.lines
  return { platformOrderId, carrier, trackingNumber, lines, key: `tg-${shipmentId}-${orderId}` }
}

function carrierOf(text: string): Carrier | null {
  const word = text.toLowerCase()
  return CARRIERS.find((each) => each === word) ?? null
}
