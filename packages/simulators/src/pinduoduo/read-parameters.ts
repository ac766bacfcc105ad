// A request's parameters, from a form or from JSON: each as the text that its signature covers.

import type { Parameters } from './method.ts'

export function readForm(body: string): Parameters {
  return new Map(new URLSearchParams(body))
}

/** Whatever is not text is signed as it was sent: numbers keep their digits. Empty where it is no object. */
export function readJson(body: string): Parameters {
  let parsed: unknown
  try {
    parsed = JSON.parse(body, keepDigits)
  } catch {
    return new Map()
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return new Map()
  const members = Object.entries(parsed as Record<string, unknown>).filter(([, value]) => value !== null)
  return new Map(members.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]))
}

// In the language since 2025 and in Node 24; the compiler's library for our target does not list it.
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown }

function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value
}
