// For contract tests only: the production adapter talking to the simulator over real HTTP on loopback.
// Imported by path, not by name: nothing outside tests may know the simulators.

import { createTaobaoSimulator } from '../../../../simulators/src/index.ts'
import type {
  MarketLine,
  MarketTrade,
  TaobaoSimulator,
  TaobaoSimulatorOptions,
} from '../../../../simulators/src/index.ts'
import type { ChannelAdapter } from '../channel.ts'
import { createTaobaoChannel } from './adapter.ts'
import type { TaobaoChannelOptions } from './adapter.ts'

export const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const CREDENTIALS = { appKey: '30001001', appSecret: '0123456789abcdef', session: '6100session' }

export interface SimulatedShop extends AsyncDisposable {
  simulator: TaobaoSimulator
  url: string
  clock: { nowMs: number }
  adapter: (options?: Partial<TaobaoChannelOptions>) => ChannelAdapter
}

export async function openShop(options: Partial<TaobaoSimulatorOptions> = {}): Promise<SimulatedShop> {
  const clock = { nowMs: NOON }
  const simulator = createTaobaoSimulator({
    ...CREDENTIALS,
    controlToken: 'control',
    now: () => clock.nowMs,
    ...options,
  })
  const url = await simulator.listen(0)
  const defaults = {
    ...CREDENTIALS,
    shop: 'demo',
    gatewayUrl: url,
    allowLoopback: true,
    callsPerSecond: 10_000,
    now: () => clock.nowMs,
  }
  return {
    simulator,
    url,
    clock,
    adapter: (changes) => createTaobaoChannel({ ...defaults, ...changes }),
    [Symbol.asyncDispose]: () => simulator.close(),
  }
}

/** Trade number n, one paid line of 10 yuan, modified at the given time. */
export function marketTrade(n: number, changes: Partial<MarketTrade> = {}): MarketTrade {
  const tradeId = String(3_800_000_000_000_000_000n + BigInt(n))
  const createdAtMs = changes.modifiedAtMs ?? NOON - 60_000
  return {
    tradeId,
    state: 'paid',
    createdAtMs,
    modifiedAtMs: createdAtMs,
    paidAtMs: createdAtMs,
    freightFen: 0,
    payableFen: 1_000,
    depositFen: null,
    buyerOpenId: 'AAEbuyer',
    buyerNick: '王**',
    buyerMessage: '',
    sellerMemo: '',
    receiver: {
      maskedName: '王**',
      maskedPhone: '*******0001',
      maskedAddress: '***',
      province: '浙江省',
      city: '杭州市',
      district: '余杭区',
      town: '仓前街道',
      token: '1oaid',
    },
    lines: [marketLine(tradeId)],
    ...changes,
  }
}

export function marketLine(lineId: string, changes: Partial<MarketLine> = {}): MarketLine {
  return {
    lineId,
    listingId: '600000000001',
    skuId: '4500000000001',
    productCode: 'MT01',
    skuCode: 'MT01-01',
    title: '猫条',
    properties: '规格:15支装',
    quantity: 1,
    priceFen: 1_000,
    discountFen: 0,
    promotionFen: 0,
    payableFen: 1_000,
    refund: null,
    shippedAtMs: null,
    ...changes,
  }
}
