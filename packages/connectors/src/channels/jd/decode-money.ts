// The money of an order, in yuan as text: what the buyer owes and paid, and each line's share of the reductions.

import type { Fen, Instant, SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { fenOf, optionalFenOf, optionalJdTime, optionalLeadingCode } from './scalars.ts'

const CASH_ON_DELIVERY = 1
const COUPONS_MAX = 2_000
const SINGLE_ITEM = 30 // The one kind of coupon that names its SKU.
/** Red packets, JD beans and the platform's own coupons: given by the platform, not by the seller. */
const OF_PLATFORM: ReadonlySet<number> = new Set([34, 39, 41])
const GIFT_CARD = 52

export interface Price {
  freightFen: Fen
  payableFen: Fen
  paidFen: Fen
  paidAt: Instant | null
}

/**
 * Paid is what `paymentConfirmTime` says and nothing else: an order that waits to be shipped may be paid on delivery, by
 * the month or later. `orderPayment` is not maintained any more; `actualPay` is what the buyer paid, and may lag.
 */
export function decodePrice(order: ObjectReader): Price {
  if (optionalLeadingCode(order, 'payType') === CASH_ON_DELIVERY) {
    failField('payType', 'an order paid online (cash on delivery is not supported)', CASH_ON_DELIVERY)
  }
  const freightFen = optionalFenOf(order, 'freightPrice') ?? 0
  const paidAt = optionalJdTime(order, 'paymentConfirmTime')
  if (paidAt !== null) {
    const paidFen = fenOf(order, 'actualPay')
    return { freightFen, payableFen: paidFen, paidFen, paidAt }
  }
  const owedFen = optionalFenOf(order, 'shouldPay') ?? 0
  const payableFen = owedFen > 0 ? owedFen : fenOf(order, 'orderSellerPrice') + freightFen
  return { freightFen, payableFen, paidFen: 0, paidAt: null }
}

/**
 * Lines come at their list price and are reduced together, but for coupons that name a SKU. Each bears its share, rounded
 * so that the shares sum exactly. What that leaves must be the price without freight; where it is not, lines keep the
 * explained amount, and the mismatch holds the order.
 */
export function shareReductions(lines: SnapshotLine[], order: ObjectReader, goodsFen: Fen): void {
  const coupons = readCoupons(order)
  const weights = weightsOf(lines, coupons)
  const allFen = weights.reduce((sum, weight) => sum + weight, 0)
  const listFen = sumFen(lines, (line) => line.listFen)
  const sellerFen = optionalFenOf(order, 'orderSellerPrice') ?? listFen - (optionalFenOf(order, 'sellerDiscount') ?? 0)
  const dueFen = explainedFen(coupons, sellerFen, goodsFen)
  const platformFen = Math.max(0, sellerFen - dueFen)
  let before = 0
  for (const [index, line] of lines.entries()) {
    const after = before + weights[index]!
    const share = (wholeFen: Fen): Fen => partOf(wholeFen, after, allFen) - partOf(wholeFen, before, allFen)
    line.payableFen = share(dueFen)
    line.platformSubsidyFen = Math.min(share(platformFen), Math.max(0, line.listFen - line.payableFen))
    line.sellerDiscountFen = Math.max(0, line.listFen - line.payableFen - line.platformSubsidyFen)
    before = after
  }
}

interface Coupon {
  skuId: string
  type: number | null
  fen: Fen
}

function readCoupons(order: ObjectReader): Coupon[] {
  return (order.optionalObjects('couponDetailList', COUPONS_MAX) ?? []).map((coupon) => ({
    skuId: coupon.text('skuId'),
    type: optionalLeadingCode(coupon, 'couponType'),
    fen: optionalFenOf(coupon, 'couponPrice') ?? 0,
  }))
}

/** What a line counts for when the rest is shared: its list price less the coupons of its own SKU. */
function weightsOf(lines: readonly SnapshotLine[], coupons: readonly Coupon[]): Fen[] {
  const own = new Map<string, Fen>()
  for (const { skuId, type, fen } of coupons) {
    if (type === SINGLE_ITEM && skuId !== '') own.set(skuId, (own.get(skuId) ?? 0) + fen)
  }
  return lines.map(({ platformSkuId, listFen }) => {
    const left = own.get(platformSkuId ?? '') ?? 0
    const takenFen = Math.min(left, listFen)
    own.set(platformSkuId ?? '', left - takenFen)
    return listFen - takenFen
  })
}

/** [A] Whether gift cards are part of `actualPay` is not documented: either is accepted where it explains the price. */
function explainedFen(coupons: readonly Coupon[], sellerFen: Fen, goodsFen: Fen): Fen {
  const sumOf = (isCounted: (type: number) => boolean): Fen =>
    coupons.reduce((sum, { type, fen }) => (type !== null && isCounted(type) ? sum + fen : sum), 0)
  const platformFen = sumOf((type) => OF_PLATFORM.has(type))
  const cardFen = sumOf((type) => type === GIFT_CARD)
  const plainFen = sellerFen - platformFen
  const candidates = [plainFen, plainFen - cardFen, sellerFen, sellerFen - cardFen]
  return Math.max(0, candidates.find((fen) => fen === goodsFen) ?? plainFen)
}

/** Up to here of the whole, in exact integers: a product of two amounts may pass 2^53. */
function partOf(wholeFen: Fen, weight: Fen, allFen: Fen): Fen {
  return allFen === 0 ? 0 : Number((BigInt(wholeFen) * BigInt(weight)) / BigInt(allFen))
}
