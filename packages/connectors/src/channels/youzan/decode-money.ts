// The money of an order: yuan as text, here. (What gift cards paid is in fen, in the very same object: it is not read.)

import type { Fen, SnapshotLine } from '@tidegate/domain'
import { sumFen } from '@tidegate/domain'

export const ORDER_FEN_MAX: Fen = 100_000_000_000 // A thousand million yuan: beyond any order, far inside 2^53.
export const AMOUNT_RANGE = { min: 0, max: ORDER_FEN_MAX } as const

/**
 * What lines say was paid for them holds their share of the delivery, says the documentation; where it does so it is
 * taken out again, by the lines' own proportions. Where lines and delivery explain the price as they are, they stay;
 * where neither does, they stay too, and the mismatch holds the order.
 */
export function takeOutFreight(
  lines: SnapshotLine[],
  { payableFen, freightFen }: { payableFen: Fen; freightFen: Fen },
): void {
  const wholeFen = sumFen(lines, (line) => line.payableFen)
  // Delivery beyond the whole price is explained by nothing.
  if (freightFen === 0 || freightFen > wholeFen || wholeFen !== payableFen) return
  let before = 0
  for (const line of lines) {
    const after = before + line.payableFen
    line.payableFen -= partOf(freightFen, after, wholeFen) - partOf(freightFen, before, wholeFen)
    line.sellerDiscountFen = Math.max(0, line.listFen - line.payableFen)
    before = after
  }
}

/** In exact integers: a product of two amounts may pass 2^53. */
function partOf(amountFen: Fen, partFen: Fen, wholeFen: Fen): Fen {
  return wholeFen === 0 ? 0 : Number((BigInt(amountFen) * BigInt(partFen)) / BigInt(wholeFen))
}
