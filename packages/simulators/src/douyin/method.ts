// One method as this gateway serves it.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { DouyinResult } from './douyin-error.ts'

/** The body. Ids may be text or numbers of 19 digits: both arrive as text, since no other number is as long. */
export type Parameters = Readonly<Record<string, unknown>>

export type DouyinMethod = (parameters: Parameters, market: Marketplace) => DouyinResult
