// For tests only: a production adapter talking to its platform's simulator over real HTTP on loopback.
// Imported by path, not by name: nothing outside tests may know the simulators.

import { OTHER_LISTING, SAMPLE_LISTING, sampleTrade, startMarketplace } from '../../../../simulators/src/index.ts'
import type {
  Marketplace,
  MarketplaceOptions,
  MarketTrade,
  RunningMarketplace,
} from '../../../../simulators/src/index.ts'
import type { Channel } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { ChannelAdapter } from '../channel.ts'
import type { AccessValues, AdapterOptions, ChannelDefinition, ConnectionOptions } from '../definition.ts'
import { channelDefinition } from '../registry.ts'
import { fixedTokens, TokenKeeper } from '../tokens.ts'
import type { ChannelTokens, TokenSource } from '../tokens.ts'

export const NOON = Date.parse('2026-06-18T12:00:00+08:00')
export const never = new AbortController().signal
export const SHOP = 'demo'

/** The simulated shop's stock of each of its two SKUs at the start. */
export const UNITS = 100

export interface OpenShop extends AsyncDisposable {
  definition: ChannelDefinition
  market: Marketplace
  running: RunningMarketplace
  url: string
  clock: { nowMs: number }
  /** Renewed by the channel's own `refreshTokens`; every adapter of the shop shares it. */
  tokens: TokenSource
  connection: ConnectionOptions
  adapter: (changes?: AdapterChanges) => ChannelAdapter
  /** Trade number n, one paid line, modified at the given time. */
  trade: (number: number, changes?: TradeChanges) => MarketTrade
  /** Records it at once and returns its id. */
  record: (number: number, changes?: TradeChanges) => string
}

export type AdapterChanges = Partial<Omit<AdapterOptions, 'access'>> & { access?: AccessValues }
export type TradeChanges = Partial<MarketTrade> & { lineCount?: number }

export async function openShop(channel: Channel, options: MarketplaceOptions = {}): Promise<OpenShop> {
  const definition = channelDefinition(channel)
  if (definition === undefined) throw new Error(`there is no channel ${channel} in registry.ts`)
  const clock = { nowMs: NOON }
  const now = (): number => clock.nowMs
  const running = await startMarketplace(channel, { now, ...options })
  const { market, url } = running
  for (const listing of [SAMPLE_LISTING, OTHER_LISTING]) market.ledger.offer(listing, UNITS)
  const connection = { gatewayUrl: url, access: market.access, allowLoopback: true, callsPerSecond: 10_000, now }
  const tokens = tokensOf(definition, connection, market)
  const trade = (number: number, { lineCount = 1, ...changes }: TradeChanges = {}): MarketTrade =>
    sampleTrade(
      { ids: running.definition.ids, number, atMs: changes.modifiedAtMs ?? NOON - 60_000, lineCount },
      changes,
    )
  return {
    definition,
    market,
    running,
    url,
    clock,
    tokens,
    connection,
    adapter: ({ access = {}, ...changes } = {}) => {
      const whole = { ...connection, access: { ...connection.access, ...access } }
      return definition.createAdapter({ ...whole, shop: SHOP, tokens, ...changes })
    },
    trade,
    record: (number, changes) => {
      const made = trade(number, changes)
      market.ledger.record(made)
      return made.tradeId
    },
    [Symbol.asyncDispose]: () => running.close(),
  }
}

function tokensOf(definition: ChannelDefinition, connection: ConnectionOptions, market: Marketplace): TokenSource {
  const { accessToken, refreshToken, expiresAtMs: expiresAt } = market.tokens.current
  const tokens: ChannelTokens = { accessToken, refreshToken, expiresAt }
  const { refreshTokens } = definition
  if (refreshTokens === null) return fixedTokens(tokens)
  const refresh = (stale: ChannelTokens): Promise<ChannelTokens> => refreshTokens(connection, stale)
  return new TokenKeeper({ tokens, refresh, store: async () => undefined })
}

export async function collect<T>(pages: AsyncGenerator<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const page of pages) all.push(...page)
  return all
}

/** The ChannelError that `work` fails with; anything else fails the test. */
export async function failureOf(work: () => Promise<unknown>): Promise<ChannelError> {
  const error: unknown = await work().then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ChannelError)) throw error
  return error
}
