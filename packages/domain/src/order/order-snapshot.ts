// What a channel said an order is, at one version. A snapshot has parts (state, lines, receiver);
// a thin one lacks some, and a missing part never erases what a fuller one brought.

import type { Instant } from '../kernel/instant.ts'
import type { Fen } from '../kernel/money.ts'
import type { OrderKey } from './order-key.ts'

export const PLATFORM_STATES = ['open', 'closed', 'completed'] as const
export type PlatformState = (typeof PLATFORM_STATES)[number]

export const LEG_KINDS = ['whole', 'deposit', 'balance'] as const
export type LegKind = (typeof LEG_KINDS)[number]

export const LINE_ORIGINS = ['platform', 'gift', 'exchange'] as const
export type LineOrigin = (typeof LINE_ORIGINS)[number]

export interface SnapshotLeg {
  leg: LegKind
  payableFen: Fen
  paidFen: Fen
  paidAt: Instant | null
}

export interface SnapshotLine {
  /** The platform's line id, or an ordinal ("#1") where it has none. */
  platformLineId: string
  /** The seller's own code as the listing carries it; null where the listing has none. */
  skuCode: string | null
  platformSkuId: string | null
  title: string
  quantity: number
  /** Units nobody has to ship any more, as the platform knows: closed, refunded, or shipped already. What we shipped stays shipped. */
  cancelledQuantity: number
  listFen: Fen
  sellerDiscountFen: Fen
  platformSubsidyFen: Fen
  /** What this line contributes to the order's payable, freight excluded. */
  payableFen: Fen
}

/** Receiver data as the channel gave it. It exists in memory only: the door seals it. */
export interface Receiver {
  name: string
  phone: string
  address: string
  province: string
  city: string
  district: string
  /** The channel's token for the masked receiver (OAID and its like), null where plaintext is given. */
  token: string | null
  /** The buyer's account as the channel names it. */
  buyer: string
  /** Buyer's message and seller's memo: both carry phones, so both are sealed. */
  memo: string
  /** True where name, phone and address are masked and must never be matched or sent to a carrier. */
  masked: boolean
}

/** A receiver behind the door: region in clear, matching by keyed pseudonym, the rest on its way to be sealed. */
export interface SealedReceiver {
  province: string
  city: string
  district: string
  masked: boolean
  /** The plaintext, in memory only, on its way to the sealed page its batch writes; null once there. */
  plain: string | null
  /** Where the sealed plaintext lies. */
  place: { pageId: number; entry: number } | null
  /** Pseudonyms are hex. */
  buyerPseudonym: string | null
  phonePseudonym: string | null
  phoneLast4Pseudonym: string | null
  /** Same buyer, same address: the key merging and same-address rules compare. */
  mergePseudonym: string | null
}

export interface OrderSnapshot<R = Receiver> {
  key: OrderKey
  /** The platform's own modification time; it orders snapshots of one order. */
  version: Instant
  placedAt: Instant
  platformState: PlatformState
  /** The platform says a refund is being asked for. */
  refunding: boolean
  /** Paid, but the platform does not let it ship yet (a group still forming, a review of its own). */
  shippingForbidden: boolean
  currency: string
  freightFen: Fen
  /** What the platform says the buyer owes in all; lines and freight must sum to it. */
  payableFen: Fen
  legs: SnapshotLeg[]
  lines: SnapshotLine[] | null
  receiver: R | null
}
