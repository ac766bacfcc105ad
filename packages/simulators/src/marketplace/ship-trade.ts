// What becomes of a trade when its seller says a parcel left. Pure: the ledger records what comes out.

import type { MarketLine, MarketParcel, MarketTrade } from './market-trade.ts'

export interface ShipRequest {
  carrierCode: string
  trackingNumber: string
  /** Null for all that is left. */
  lines: readonly { lineId: string; quantity: number }[] | null
}

export type ShipRefusal =
  | 'not_paid'
  | 'forbidden'
  | 'closed'
  /** Nothing of what it names is left to ship. */
  | 'already_shipped'
  | 'refund_open'
  | 'no_such_line'

export type ShipResult = { ok: true; trade: MarketTrade; parcel: MarketParcel } | { ok: false; refusal: ShipRefusal }

export interface ShipContext {
  nowMs: number
  /** Some platforms ship beside an open refund, most do not. */
  refusesOpenRefund: boolean
}

export function shipTrade(trade: MarketTrade, request: ShipRequest, context: ShipContext): ShipResult {
  const refusal = refusalOf(trade, request, context)
  if (refusal !== null) return { ok: false, refusal }
  const left = new Map(trade.lines.map((line) => [line.lineId, leftOf(trade, line)]))
  const wanted = request.lines ?? [...left].map(([lineId, quantity]) => ({ lineId, quantity }))
  if (wanted.some(({ lineId }) => !left.has(lineId))) return { ok: false, refusal: 'no_such_line' }
  const lines = wanted.filter(({ quantity }) => quantity > 0)
  if (lines.length === 0 || lines.some(({ lineId, quantity }) => quantity > left.get(lineId)!)) {
    return { ok: false, refusal: 'already_shipped' }
  }
  const { carrierCode, trackingNumber } = request
  const parcelId = String(trade.parcels.length + 1)
  const parcel = { parcelId, carrierCode, trackingNumber, shippedAtMs: context.nowMs, lines }
  return { ok: true, parcel, trade: withParcel(trade, parcel) }
}

function refusalOf(trade: MarketTrade, request: ShipRequest, context: ShipContext): ShipRefusal | null {
  if (trade.state === 'unpaid' || trade.state === 'deposit_paid') return 'not_paid'
  if (trade.state === 'closed_unpaid' || trade.state === 'closed_refunded') return 'closed'
  if (trade.state === 'paid_shipping_forbidden') return 'forbidden'
  if (trade.state === 'shipped' || trade.state === 'completed') return 'already_shipped'
  const named = new Set((request.lines ?? trade.lines).map(({ lineId }) => lineId))
  const isRefundOpen = trade.lines.some(({ lineId, refund }) => named.has(lineId) && refund?.state === 'asked')
  return context.refusesOpenRefund && isRefundOpen ? 'refund_open' : null
}

function withParcel(trade: MarketTrade, parcel: MarketParcel): MarketTrade {
  const next = { ...trade, parcels: [...trade.parcels, parcel] }
  const lines = trade.lines.map((line) => {
    const isWhole = line.shippedAtMs === null && line.refund?.state !== 'succeeded' && leftOf(next, line) === 0
    return isWhole ? { ...line, shippedAtMs: parcel.shippedAtMs } : line
  })
  const isDone = lines.every((line) => leftOf(next, line) === 0)
  const modifiedAtMs = Math.max(parcel.shippedAtMs, trade.modifiedAtMs + 1)
  return { ...next, lines, state: isDone ? 'shipped' : 'partly_shipped', modifiedAtMs }
}

/** Units of a line that are still to be shipped. */
export function leftOf(trade: MarketTrade, line: MarketLine): number {
  if (line.refund?.state === 'succeeded') return 0
  return line.quantity - shippedOf(trade, line)
}

function shippedOf(trade: MarketTrade, { lineId }: MarketLine): number {
  const inParcels = trade.parcels.flatMap(({ lines }) => lines.filter((line) => line.lineId === lineId))
  return inParcels.reduce((total, { quantity }) => total + quantity, 0)
}
