// One API as this gateway serves it.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { YouzanResult } from './youzan-error.ts'

export type Parameters = Readonly<Record<string, unknown>>

export type YouzanMethod = (parameters: Parameters, market: Marketplace) => YouzanResult

/** Pages count from 1; null where the number is none. */
export function countOf(parameters: Parameters, name: string, standard: number): number | null {
  const value = parameters[name] ?? standard
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 ? count : null
}
