// Trades for tests, in any platform's ids: one paid line of 10.00 and a masked receiver, unless told otherwise.

import type { IdStyle } from './definition.ts'
import type { MarketLine, MarketTrade } from './market-trade.ts'
import type { MarketListing } from './trade-ledger.ts'

export const SAMPLE_LISTING: MarketListing = {
  listingId: '600000000001',
  skuId: '4500000000001',
  productCode: 'MT01',
  skuCode: 'MT01-01',
  title: '猫条',
  properties: '规格:15支装',
  priceFen: 1_000,
  onSale: true,
}

/** A second choice of the same item. */
export const OTHER_LISTING: MarketListing = {
  ...SAMPLE_LISTING,
  skuId: '4500000000002',
  skuCode: 'MT01-02',
  properties: '规格:30支装',
}

export interface SampleTrade {
  ids: IdStyle
  number: number
  atMs: number
  /** Several lines: line 1 is of the sample listing, the others of the other one. */
  lineCount?: number
}

/** Trade number n, created, paid and modified at one moment. */
export function sampleTrade(
  { ids, number, atMs, lineCount = 1 }: SampleTrade,
  changes: Partial<MarketTrade> = {},
): MarketTrade {
  const tradeId = ids.trade(0, number)
  const lines = Array.from({ length: lineCount }, (_, index) =>
    sampleLine(ids.line(tradeId, index, lineCount), index === 0 ? SAMPLE_LISTING : OTHER_LISTING),
  )
  return {
    tradeId,
    state: 'paid',
    createdAtMs: atMs,
    modifiedAtMs: atMs,
    paidAtMs: atMs,
    freightFen: 0,
    payableFen: 1_000 * lineCount,
    depositFen: null,
    buyerOpenId: 'AAEbuyer',
    buyerNick: '王**',
    buyerMessage: '',
    sellerMemo: '',
    receiver: {
      maskedName: '王**',
      maskedPhone: '*******0001',
      maskedAddress: '***',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      town: '仓前街道',
      token: '1oaid',
    },
    lines,
    parcels: [],
    ...changes,
  }
}

export function sampleLine(lineId: string, listing: MarketListing, changes: Partial<MarketLine> = {}): MarketLine {
  const { listingId, skuId, productCode, skuCode, title, properties, priceFen } = listing
  return {
    lineId,
    listingId,
    skuId,
    productCode,
    skuCode,
    title,
    properties,
    quantity: 1,
    priceFen,
    discountFen: 0,
    promotionFen: 0,
    payableFen: priceFen,
    refund: null,
    shippedAtMs: null,
    ...changes,
  }
}
