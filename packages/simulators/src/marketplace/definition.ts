// What a platform's folder gives: its routes, its keys, how its ids look, how it sends messages.

import type { FastifyInstance } from 'fastify'
import type { CallLimitOptions } from './call-limit.ts'
import type { MarketAccess, Marketplace } from './marketplace.ts'
import type { MarketEvent } from './push-outbox.ts'
import type { WebhookRules } from './webhook-book.ts'

/** How a platform writes ids. The same arguments always give the same id. */
export interface IdStyle {
  /** `second` is when the shop opened; 0 in tests. */
  trade: (second: number, number: number) => string
  line: (tradeId: string, index: number, count: number) => string
  refund: (tradeId: string, index: number) => string
}

export interface MarketplaceDefinition {
  /** Our word for the channel. */
  channel: string
  /** What a client is given as the platform's address, below `http://127.0.0.1:port`. */
  gatewayPath: string
  ids: IdStyle
  /** Keys of a new shop, by the names of the connect form; tokens are not among them. */
  drawAccess: () => MarketAccess
  /** [A] where the platform does not publish it. */
  tokenTtlMs: number
  tokenGraceMs: number
  /** Of the authorization page; ten minutes unless it says otherwise. */
  codeTtlMs?: number
  refusesOpenRefund: boolean
  /** Where the platform publishes it; else the kit's own. */
  callLimit?: CallLimitOptions
  /** Registers the platform's own routes and parsers. Faults of the wire and control routes are the kit's. */
  routes: (app: FastifyInstance, market: Marketplace) => void
  /** Null where the platform posts no messages. */
  push: PushFormat | null
}

export interface PushedRequest {
  method: 'GET' | 'POST'
  /** Path and query as called. */
  path: string
  headers: Record<string, string>
  body: string
}

export interface PushFormat {
  /** The request that tells of an event, signed; null for an event this platform does not tell of. */
  request: (event: MarketEvent, market: Marketplace, targetPath: string) => PushedRequest | null
  /** The request that checks a new address, where the platform makes one. */
  handshake: ((market: Marketplace, targetPath: string) => PushedRequest) | null
  isAcknowledged: (status: number, body: string) => boolean
  /** When an unacknowledged message comes again, after the first, second … attempt. */
  retryDelaysMs: readonly number[]
  /** Where applications subscribe by API, topic by topic; elsewhere a person does, for all of it. */
  webhooks?: WebhookRules & {
    topicOf: (event: MarketEvent) => string | null
  }
}
