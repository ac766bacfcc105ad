// What a marketplace must be able to do for us. An adapter translates: it neither decides nor stores.
// What a platform does not have is null, never a stub that throws. A new channel: docs/guides/adding-a-channel.md.

import type { Channel, Fen, Instant, OrderSnapshot } from '@tidegate/domain'
import type { ListingSource } from './listings.ts'
import type { PushListener, PushReceiver } from './push.ts'
import type { ShipmentConfirming } from './shipments.ts'
import type { StockPublishing } from './stock.ts'

export interface ChannelAdapter {
  readonly channel: Channel
  readonly limits: ChannelLimits
  /**
   * Orders changed in the window, page by page, in the direction that loses nothing while rows move under the
   * reader; the window must end in the past by `lagMs`. A row may come twice. Where the window holds more than
   * can be paged, throws `refused` with code `window_too_full`: ask for a shorter one.
   */
  listChangedOrders(window: Window, signal: AbortSignal): AsyncGenerator<ListedOrder[]>
  /**
   * One order in full. Throws ChannelError; undecodable content is a value, not an exception. A list row is never
   * decoded into an order: lists leave parts out on busy nights. A part that is absent here too is null, not empty.
   */
  readOrder(platformOrderId: string, signal: AbortSignal): Promise<DecodedOrder>
  listRefunds(window: Window, signal: AbortSignal): AsyncGenerator<ListedRefund[]>
  readonly listings: ListingSource | null
  readonly stock: StockPublishing | null
  readonly shipments: ShipmentConfirming | null
  /** Messages the platform posts to us. */
  readonly push: PushReceiver | null
  /** Messages that come over a connection of ours. */
  readonly listener: PushListener | null
}

export type Capability = 'listings' | 'stock' | 'shipments' | 'push' | 'listener'

/** To spread into an adapter that has few of them. */
export const NO_CAPABILITIES = {
  listings: null,
  stock: null,
  shipments: null,
  push: null,
  listener: null,
} as const satisfies Pick<ChannelAdapter, Capability>

/** Half-open: a change at `to` belongs to the next window. */
export interface Window {
  from: Instant
  to: Instant
}

export interface ChannelLimits {
  /** Longest window one listing may span. */
  windowMsMax: number
  /** How far behind the platform's clock a window must end so that nothing is still being indexed. */
  lagMs: number
  /** Rows of one listed page, as the adapter asks for them. */
  pageSize: number
  /** A list tells each order's version. Where it does not, every order listed costs a call of its own. */
  listsVersions: boolean
  /** The pace an adapter keeps to by itself. */
  callsPerSecond: number
  /** What the platform counts together: all shops of an application, or each shop on its own. */
  callScope: 'app' | 'shop'
}

export interface ListedOrder {
  platformOrderId: string
  /**
   * The platform's modification time; equal to what we hold means there is nothing to read. Where the
   * platform's own text of it cannot be read, the window's end, which nothing held can equal.
   */
  version: Instant
}

export interface ListedRefund {
  refundId: string
  platformOrderId: string
  amountFen: Fen
  /** Only a succeeded refund is money that went back. */
  succeeded: boolean
  version: Instant
}

/** Bytes as the platform sent them, kept for replay, and what they mean. */
export type DecodedOrder =
  | { ok: true; snapshot: OrderSnapshot; raw: Uint8Array }
  | { ok: false; problem: DecodeProblem; raw: Uint8Array }

/** Why bytes could not become an order: the field's path, what was expected there, what was found (shortened, never receiver data). */
export interface DecodeProblem {
  field: string
  expected: string
  found: string
}

/**
 * What the caller should do about a failed call: `retry` later by itself; `throttled`: after `retryAfterMs`;
 * `reauthorise`: a person must; `not_found`; `refused`: it stays wrong however often it is sent; `bug`: ours.
 */
export const CHANNEL_ERROR_KINDS = ['retry', 'throttled', 'reauthorise', 'not_found', 'refused', 'bug'] as const
export type ChannelErrorKind = (typeof CHANNEL_ERROR_KINDS)[number]

export class ChannelError extends Error {
  override readonly name = 'ChannelError'
  readonly kind: ChannelErrorKind
  /** The platform's own code, for people and for its documentation. */
  readonly code: string
  readonly retryAfterMs: number | null

  constructor(
    kind: ChannelErrorKind,
    code: string,
    options: { message: string; retryAfterMs?: number; cause?: unknown },
  ) {
    super(options.message, { cause: options.cause })
    this.kind = kind
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

/** The same failure as another kind: where only the sense of the call tells what the platform's code means. */
export function asKind(kind: ChannelErrorKind, error: ChannelError): ChannelError {
  return new ChannelError(kind, error.code, { message: error.message, cause: error })
}
