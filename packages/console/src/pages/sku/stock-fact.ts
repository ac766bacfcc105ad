// What the dialog of a receipt or an adjustment sends, and when it may.

import type { StockFact } from '../../api/stock.ts'

export type FactKind = StockFact['kind']

export interface TypedFact {
  sku: string
  location: string
  /** Null while none was typed. */
  quantity: number | null
  reference: string
}

/** Null while something is missing, or where on hand would fall below 0. */
export function factOf(
  kind: FactKind,
  { sku, location, quantity, reference }: TypedFact,
  { onHand, reason }: { onHand: number; reason: string },
): Omit<StockFact, 'key'> | null {
  const paper = reference.trim()
  if (location === '' || paper === '' || quantity === null || !Number.isSafeInteger(quantity) || quantity === 0)
    return null
  if (kind === 'receipt' && quantity < 0) return null
  if (onHand + quantity < 0) return null
  const body = { sku, location, quantity, reference: paper }
  return kind === 'receipt' ? { kind, body } : { kind, body: { ...body, reason } }
}

/** Names one wish: sent again after a lost answer it is the same one, and once anything in it changed another. */
export class FactKeys {
  #content = ''
  #key = ''

  keyOf(fact: Omit<StockFact, 'key'>): string {
    const content = JSON.stringify(fact)
    if (content !== this.#content) [this.#content, this.#key] = [content, randomKey()]
    return this.#key
  }
}

/** `randomUUID` is for secure origins only; a console on plain HTTP in a network needs keys too. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `console-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
