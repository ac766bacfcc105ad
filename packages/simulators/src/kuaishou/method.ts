// One method as this gateway serves it, and how it reads its parameters.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { KuaishouResult } from './kuaishou-error.ts'

/** Members of `param`. Ids are numbers of up to 19 digits: they arrive as text, since no float holds them. */
export type Parameters = Readonly<Record<string, unknown>>

export interface KuaishouMethod {
  transport: 'GET' | 'POST'
  serve: (parameters: Parameters, market: Marketplace) => KuaishouResult
}

export function idOf(parameters: Parameters, name: string): string {
  const value = parameters[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function integerOf(parameters: Parameters, name: string): number | null {
  const value = parameters[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** Null where the text is no object. */
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
