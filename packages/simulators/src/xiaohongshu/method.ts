// One method as this gateway serves it: all share one address, and system and business fields one flat object.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { XhsResult } from './xhs-error.ts'

export type XhsBody = Readonly<Record<string, unknown>>
export type XhsMethod = (body: XhsBody, market: Marketplace) => XhsResult

export function textOf(body: XhsBody, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
