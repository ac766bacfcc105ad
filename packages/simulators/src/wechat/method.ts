// One method as this gateway serves it, and what its request may hold.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { WxResult } from './wx-error.ts'

export type WxBody = Readonly<Record<string, unknown>>
export type WxMethod = (body: WxBody, market: Marketplace) => WxResult

/** Ids come as text; a number is taken as long as it is exact. */
export function idOf(body: WxBody, name: string): string {
  const value = body[name]
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' ? value : ''
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
