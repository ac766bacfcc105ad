// Available to sell, shown rather than believed: every unit that is there stands in exactly one place, and
// every claim that found no unit is named.

/** A pool, or a level, on which nothing is reserved. */
export interface StockQuantities {
  onHand: number
  unavailable: number
  safety: number
  allocated: number
  reserved?: number
}

/** `unavailable + allocated + reserved + safety + available` is on hand, unit for unit. */
export interface AvailableExplanation {
  onHand: number
  unavailable: number
  allocated: number
  reserved: number
  safety: number
  /** What may still be promised: the same figure as `availableToSell`. */
  available: number
  /** Units that are promised or unusable and not there. */
  short: number
  /** Units of the safety stock that are not there to be kept back. */
  safetyLacking: number
}

/**
 * Takes on hand apart. What cannot be sold takes its units first, then what locations are to ship, then what is
 * reserved; safety stock takes what is left, and only then is a unit free to be promised.
 */
export function explainAvailable(row: StockQuantities): AvailableExplanation {
  let left = row.onHand
  const take = (wanted: number): number => {
    const taken = Math.min(wanted, left)
    left -= taken
    return taken
  }
  const unavailable = take(row.unavailable)
  const allocated = take(row.allocated)
  const reserved = take(row.reserved ?? 0)
  const safety = take(row.safety)
  return {
    onHand: row.onHand,
    unavailable,
    allocated,
    reserved,
    safety,
    available: left,
    short: row.unavailable - unavailable + (row.allocated - allocated) + ((row.reserved ?? 0) - reserved),
    safetyLacking: row.safety - safety,
  }
}
