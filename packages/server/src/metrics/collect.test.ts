import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import type { RunningShop } from '../link/shop-runner.ts'
import { collector } from './collect.ts'

function runningShop(shop: string, { hasMessages = true, isSilent = false } = {}): RunningShop {
  return {
    merchant: 'main',
    key: { channel: 'jd', shop },
    adapter: { push: null, listener: hasMessages ? {} : null },
    health: () => ({ state: 'working' }),
    silence: { isSilent: () => isSilent },
  } as unknown as RunningShop
}

test('a shop is told to be silent or heard, and nothing where its platform has no messages', async () => {
  const shops = [
    runningShop('heard'),
    runningShop('silent', { isSilent: true }),
    runningShop('none', { hasMessages: false }),
  ]
  const nothing = { checks: [], requests: null, pushConnections: () => 0, disk: null, log: createLog('silent') }
  const readings = await collector({ gates: async () => [], shops: () => shops, ...nothing })()
  const told = readings.filter(({ metric }) => metric === 'tidegate_shop_silent')
  expect(told.map(({ labels, value }) => [labels?.['shop'], value])).toEqual([
    ['heard', 0],
    ['silent', 1],
  ])
})
