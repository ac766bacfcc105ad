// One method as this gateway serves it.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { PddResult } from './pdd-error.ts'

/** By name, each value as the text that is signed. */
export type Parameters = ReadonlyMap<string, string>

export type PddMethod = (parameters: Parameters, market: Marketplace) => PddResult
