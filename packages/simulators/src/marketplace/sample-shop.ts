// A shop for tests that call it through public clients, whose clocks are the machine's own: two listings, three paid
// trades of some minutes ago, the first of two lines, and one whose refund is done.

import type { MarketplaceDefinition } from './definition.ts'
import type { MarketTrade } from './market-trade.ts'
import { OTHER_LISTING, SAMPLE_LISTING, sampleTrade } from './sample-trade.ts'
import { startDefinition } from './start-marketplace.ts'
import type { RunningMarketplace } from './start-marketplace.ts'

const MINUTE_MS = 60_000
export const SAMPLE_TOKENS = { accessToken: 'at-sample', refreshToken: 'rt-sample' }

export interface SampleShop extends AsyncDisposable {
  simulator: RunningMarketplace
  /** Oldest first. */
  trades: readonly [MarketTrade, MarketTrade, MarketTrade]
  refunded: MarketTrade
  shown: () => number
  startedAtMs: number
}

export async function openSampleShop(definition: MarketplaceDefinition): Promise<SampleShop> {
  const simulator = await startDefinition(definition, { tokens: SAMPLE_TOKENS })
  const { ledger } = simulator.market
  ledger.offer(SAMPLE_LISTING, 100)
  ledger.offer(OTHER_LISTING, 100)
  const startedAtMs = Date.now()
  const made = (number: number, lineCount: number): MarketTrade => {
    const atMs = startedAtMs - (20 - number) * MINUTE_MS
    const trade = sampleTrade({ ids: definition.ids, number, atMs, lineCount })
    ledger.record(trade)
    return trade
  }
  const trades = [made(1, 2), made(2, 1), made(3, 1)] as const
  const refunded = refundOf(made(4, 1), { definition, atMs: startedAtMs - 10 * MINUTE_MS })
  ledger.record(refunded)
  const shown = (): number => ledger.stock.shown(SAMPLE_LISTING.skuId)
  return { simulator, trades, refunded, shown, startedAtMs, [Symbol.asyncDispose]: () => simulator.close() }
}

function refundOf(
  trade: MarketTrade,
  { definition, atMs }: { definition: MarketplaceDefinition; atMs: number },
): MarketTrade {
  const refund = {
    refundId: definition.ids.refund(trade.tradeId, 0),
    state: 'succeeded',
    amountFen: 1_000,
    reason: '不想要了',
    createdAtMs: atMs - MINUTE_MS,
    modifiedAtMs: atMs,
  } as const
  return {
    ...trade,
    state: 'closed_refunded',
    modifiedAtMs: atMs,
    lines: trade.lines.map((line) => ({ ...line, refund })),
  }
}
