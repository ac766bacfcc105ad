// A marketplace behind its protocol: one seller's shop, its keys and tokens, limits, faults and messages. A
// platform's folder translates its own wire to and from this and decides nothing else.

import { CallLimit } from './call-limit.ts'
import type { CallLimitOptions } from './call-limit.ts'
import { NO_FAULTS } from './faults.ts'
import type { Faults } from './faults.ts'
import type { MarketTrade } from './market-trade.ts'
import { PushOutbox } from './push-outbox.ts'
import { shipTrade } from './ship-trade.ts'
import type { ShipRequest, ShipResult } from './ship-trade.ts'
import type { StockWrite } from './stock-book.ts'
import { TokenDesk } from './token-desk.ts'
import type { MarketTokens, TokenState } from './token-desk.ts'
import { TradeLedger } from './trade-ledger.ts'
import { WebhookBook } from './webhook-book.ts'
import type { WebhookRules } from './webhook-book.ts'

export interface TradeSource {
  /** Records in the ledger whatever has happened up to now. */
  advance: (nowMs: number, ledger: TradeLedger) => void
}

/** The seller's keys by the names of the connect form ("appKey", "appSecret"). */
export type MarketAccess = Readonly<Record<string, string>>

export interface MarketplaceSettings {
  access: MarketAccess
  tokens: MarketTokens
  tokenTtlMs: number
  tokenGraceMs: number
  codeTtlMs: number
  callLimit: CallLimitOptions
  /** Most platforms refuse to ship a line whose refund is open. */
  refusesOpenRefund: boolean
  source: TradeSource | null
  now: () => number
  /** How often it looks whether there is a message to send. */
  lookEveryMs: number
  webhookRules: WebhookRules
}

export class Marketplace {
  readonly access: MarketAccess
  readonly ledger = new TradeLedger()
  readonly faults: Faults = { ...NO_FAULTS }
  readonly outbox = new PushOutbox(this.faults)
  /** Subscriptions made by API, where the platform has one for them. */
  readonly webhooks: WebhookBook
  readonly tokens: TokenDesk
  /** Called before each request is served, with its number: tests move the shop under a reader's feet. */
  beforeCall: ((call: number) => void) | null = null
  /** Requests served, changes made by them, and those refused as over the limit. */
  readonly counts = { calls: 0, writes: 0, limited: 0 }
  private readonly settings: MarketplaceSettings
  private readonly limits = new Map<string, CallLimit>()
  private target: URL | null = null

  constructor(settings: MarketplaceSettings) {
    this.settings = settings
    this.access = settings.access
    this.webhooks = new WebhookBook(this.outbox, settings.webhookRules)
    const rules = { ttlMs: settings.tokenTtlMs, graceMs: settings.tokenGraceMs, codeTtlMs: settings.codeTtlMs }
    this.tokens = new TokenDesk(settings.tokens, rules, settings.now())
    this.ledger.subscribe((trade, before) => this.outbox.add(trade, before))
  }

  now(): number {
    return this.settings.now()
  }

  get lookEveryMs(): number {
    return this.settings.lookEveryMs
  }

  /** The address a person subscribed for every message; null while nobody did. */
  get pushTarget(): URL | null {
    return this.target
  }

  set pushTarget(target: URL | null) {
    this.target = target
    if (target !== null) this.outbox.unmute()
  }

  /** The platform gives up every subscription, however it was made: nothing is told until one is made or enabled anew. */
  dropSubscription(): void {
    this.target = null
    this.webhooks.giveUpAll()
    this.outbox.mute()
  }

  /** The moment the list indexes have reached; details are always of now. */
  horizonMs(): number {
    return this.now() - this.faults.lagMs
  }

  /** Brings the shop up to the present. */
  refresh(): void {
    this.settings.source?.advance(this.now(), this.ledger)
  }

  /** A value of the access by name; asking for one nobody gave is a mistake in a simulator. */
  key(name: string): string {
    const value = this.access[name]
    if (value === undefined) throw new Error(`the marketplace was given no ${name}`)
    return value
  }

  /** Milliseconds of ban left for a scope of calls (the application, a shop, a method); 0 where it may go on. */
  limited(scope: string): number {
    if (this.faults.banSeconds > 0) return this.faults.banSeconds * 1_000
    let limit = this.limits.get(scope)
    if (limit === undefined) this.limits.set(scope, (limit = new CallLimit(this.settings.callLimit)))
    const banMs = limit.check(this.now())
    if (banMs > 0) this.counts.limited += 1
    return banMs
  }

  checkToken(accessToken: string): TokenState {
    const state = this.tokens.check(accessToken, this.now())
    return state === 'ok' && this.faults.sessionExpired ? 'expired' : state
  }

  find(tradeId: string): MarketTrade | undefined {
    return this.ledger.find(tradeId, this.now())
  }

  /** A buyer buys: recorded only where the stock shown covers it. */
  sell(trade: MarketTrade): boolean {
    if (trade.lines.some(({ skuId, quantity }) => this.ledger.stock.shown(skuId) < quantity)) return false
    this.ledger.record(trade)
    return true
  }

  /** The seller says a parcel left. */
  ship(tradeId: string, request: ShipRequest): ShipResult | { ok: false; refusal: 'no_trade' } {
    const trade = this.find(tradeId)
    if (trade === undefined) return { ok: false, refusal: 'no_trade' }
    const { refusesOpenRefund } = this.settings
    const result = shipTrade(trade, request, { nowMs: this.now(), refusesOpenRefund })
    if (!result.ok) return result
    this.counts.writes += 1
    this.ledger.record(result.trade)
    return result
  }

  /** The seller publishes stock; returns what is shown after it, as far as the platform says. */
  writeStock(write: Omit<StockWrite, 'shownAfter'>): number {
    this.counts.writes += 1
    const { stock } = this.ledger
    if (!this.faults.stockNotApplied) return stock.write(write)
    return write.mode === 'absolute' ? write.units : stock.shown(write.skuId) + write.units
  }
}
