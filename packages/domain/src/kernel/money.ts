/** Integer minor units (fen). Floats never hold money. */
export type Fen = number

const DECIMAL = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/ // 13 digits keep fen inside 2^53.

/** Parses "12", "12.3" or "12.30" yuan to fen without a float; anything else is null. */
export function parseYuan(text: string): Fen | null {
  const match = DECIMAL.exec(text)
  if (match === null) return null
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0') || '0')
  return match[1] === '-' && fen !== 0 ? -fen : fen
}

export function sumFen<T>(items: readonly T[], amountOf: (item: T) => Fen): Fen {
  let total = 0
  for (const item of items) total += amountOf(item)
  return total
}
