// One method as this gateway serves it.

import type { Marketplace } from '../marketplace/marketplace.ts'
import type { KuaishouResult } from './kuaishou-error.ts'

/** Members of `param`. Ids are numbers of up to 19 digits: they arrive as text, since no float holds them. */
export type Parameters = Readonly<Record<string, unknown>>

export interface KuaishouMethod {
  /** By which a request comes; one read is called by either in public clients. */
  transports: readonly ('GET' | 'POST')[]
  serve: (parameters: Parameters, market: Marketplace) => KuaishouResult
}
