// One method as this gateway serves it, and how it reads its parameters.

import { textOf } from '../marketplace/json-parameters.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { JdResult } from './jd-error.ts'

/** The business parameters: members of `360buy_param_json`. */
export type Parameters = Readonly<Record<string, unknown>>

export type JdMethod = (parameters: Parameters, market: Marketplace) => JdResult

/** A list, or text with commas in it. */
export function listOf(parameters: Parameters, name: string): string[] {
  const value = parameters[name]
  const items = Array.isArray(value) ? value.map(String) : textOf(parameters, name).split(',')
  return items.map((item) => item.trim()).filter((item) => item !== '')
}

export function countOf(text: string, max: number): number | null {
  return /^[1-9]\d{0,8}$/.test(text) && Number(text) <= max ? Number(text) : null
}
