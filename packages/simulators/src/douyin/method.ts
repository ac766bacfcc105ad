// One method as this gateway serves it, and how it reads its parameters.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { DouyinResult } from './douyin-error.ts'

/** The body. Ids may be text or numbers of 19 digits: both arrive as text, since no other number is as long. */
export type Parameters = Readonly<Record<string, unknown>>

export type DouyinMethod = (parameters: Parameters, market: Marketplace) => DouyinResult

export function idOf(parameters: Parameters, name: string): string {
  const value = parameters[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function integerOf(parameters: Parameters, name: string): number | null {
  const value = parameters[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** Digits a float cannot hold are kept as text. Null where the body is no object. */
export function parseParameters(text: string): Parameters | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text, keepDigits)
  } catch {
    return null
  }
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Parameters) : null
}

function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source !== undefined
    ? context.source
    : value
}
