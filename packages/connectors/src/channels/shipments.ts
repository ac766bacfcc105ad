// Telling a platform that a parcel left. Effective once: a call that timed out may have gone through, so the
// order is asked before anything is sent again.

import type { Instant } from '@tidegate/domain'
import type { Carrier } from './carriers.ts'
import { ChannelError } from './channel.ts'

export interface ParcelLine {
  platformLineId: string
  quantity: number
}

export interface Parcel {
  platformOrderId: string
  carrier: Carrier
  trackingNumber: string
  /** What is in it; null for all that is left of the order. */
  lines: readonly ParcelLine[] | null
  /** Ours, the same for every attempt; sent where the platform knows repeats by it. */
  key: string
}

export type ConfirmOutcome =
  | { outcome: 'confirmed' }
  /** The platform has shipped these lines already; whether by this parcel, `read` tells. */
  | { outcome: 'already_shipped' }
  /** It will not: closed, a refund is open, the carrier is unknown to it. For a person. */
  | { outcome: 'refused'; code: string; message: string }

export interface PlatformParcel {
  trackingNumber: string
  /** The platform's carrier code. */
  carrierCode: string
  shippedAt: Instant | null
  /** Null where the platform does not say what is in it. */
  lines: ParcelLine[] | null
}

export interface ShipmentConfirming {
  /** How finely an order may be split over parcels. */
  readonly splits: 'none' | 'lines' | 'quantities'
  /** The carriers this platform knows, in its codes. */
  readonly carrierCodes: Partial<Readonly<Record<Carrier, string>>>
  /** Throws `retry` where it cannot tell: then `read` before it is sent again. */
  confirm(parcel: Parcel, signal: AbortSignal): Promise<ConfirmOutcome>
  /** Parcels the platform knows of an order. */
  read(platformOrderId: string, signal: AbortSignal): Promise<PlatformParcel[]>
}

export interface ConfirmRequest {
  parcel: Parcel
  /** An earlier attempt may have gone through: ask first. */
  isRepeat: boolean
}

/**
 * One attempt to confirm, effective once. A repeat looks for the parcel first; `already_shipped` and a cut answer
 * are settled by looking too. Throws as `confirm` does where the platform still does not tell: call as a repeat.
 */
export async function confirmOnce(
  shipments: ShipmentConfirming,
  { parcel, isRepeat }: ConfirmRequest,
  signal: AbortSignal,
): Promise<ConfirmOutcome> {
  if (isRepeat && (await isKnown(shipments, parcel, signal))) return { outcome: 'confirmed' }
  try {
    const answer = await shipments.confirm(parcel, signal)
    if (answer.outcome !== 'already_shipped') return answer
    return (await isKnown(shipments, parcel, signal)) ? { outcome: 'confirmed' } : answer
  } catch (error) {
    if (!(error instanceof ChannelError) || error.kind !== 'retry') throw error
    if (await isKnown(shipments, parcel, signal).catch(() => false)) return { outcome: 'confirmed' }
    throw error
  }
}

async function isKnown(shipments: ShipmentConfirming, parcel: Parcel, signal: AbortSignal): Promise<boolean> {
  const known = await shipments.read(parcel.platformOrderId, signal)
  return known.some(({ trackingNumber }) => trackingNumber === parcel.trackingNumber)
}
