// A trade as a marketplace keeps it, before any platform's own spelling. Money in fen, times in epoch
// milliseconds, ids as digits in text.

export type TradeState =
  | 'unpaid'
  | 'deposit_paid'
  | 'paid'
  | 'paid_shipping_forbidden'
  | 'partly_shipped'
  | 'shipped'
  | 'completed'
  | 'closed_unpaid'
  | 'closed_refunded'

export interface MarketRefund {
  refundId: string
  state: 'asked' | 'succeeded' | 'refused'
  amountFen: number
  reason: string
  createdAtMs: number
  modifiedAtMs: number
}

/** One parcel the seller told the platform of. */
export interface MarketParcel {
  parcelId: string
  /** The platform's own code, as the seller sent it. */
  carrierCode: string
  trackingNumber: string
  shippedAtMs: number
  lines: { lineId: string; quantity: number }[]
}

export interface MarketLine {
  lineId: string
  listingId: string
  skuId: string
  productCode: string
  skuCode: string
  title: string
  properties: string
  quantity: number
  priceFen: number
  /** Reduction of this line alone. */
  discountFen: number
  /** This line's share of reductions given on the whole trade. */
  promotionFen: number
  /** What the buyer pays for it: price x quantity - discount - promotion. */
  payableFen: number
  refund: MarketRefund | null
  shippedAtMs: number | null
}

export interface MarketReceiver {
  maskedName: string
  maskedPhone: string
  maskedAddress: string
  province: string
  city: string
  district: string
  town: string
  /** The platform's token for the masked receiver; the same for one buyer's same address. */
  token: string
}

export interface MarketTrade {
  tradeId: string
  state: TradeState
  createdAtMs: number
  modifiedAtMs: number
  paidAtMs: number | null
  freightFen: number
  /** Lines plus freight. */
  payableFen: number
  /** A staged (presale) trade's deposit; null on a plain trade. */
  depositFen: number | null
  buyerOpenId: string
  buyerNick: string
  buyerMessage: string
  sellerMemo: string
  receiver: MarketReceiver
  lines: MarketLine[]
  parcels: MarketParcel[]
}
