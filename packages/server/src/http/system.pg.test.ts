import { PATHS } from '@tidegate/contract'
import type { System } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { order, receive } from '../../../../tools/test-world.ts'
import { waitFor } from '../push/test-push.ts'
import { openTestApp } from './test-app.ts'

const SETTINGS = [
  { flag: '--port', value: '4680', secret: false, source: 'default' as const },
  { flag: '--database-url', value: null, secret: true, source: 'environment' as const },
]

test('the page has what the database and this process say, and what to look at', async () => {
  let isReady = true
  const disk = { part: 'disk', reason: 'disk_nearly_full', isReady: () => Promise.resolve(isReady) } as const
  await using rig = await openTestApp({ settings: SETTINGS, readiness: [disk] })
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(order({ id: '1', lines: { A: 1 } }))
  await gate.leases.take({
    shop: { channel: 'taobao', shop: 'main' },
    feed: 'orders',
    holder: 'test',
    ttlMs: 1_000,
    startAt: Date.now() - 400_000,
  })
  const cookie = await rig.signIn('operations')
  const read = async (): Promise<System> => (await rig.ask(PATHS.system, { headers: { cookie } })).json as System
  const system = await read()
  expect(system.perMinute).toHaveLength(60)
  expect(system.perMinute.reduce((sum, { commands }) => sum + commands, 0)).toBe(2)
  expect(system.answers.p50Ms).toBeGreaterThan(0)
  expect(system.queue).toEqual({ waiting: 0, max: 20_000 })
  expect(system.settings).toEqual(SETTINGS)
  expect(system.database.bytes).toBeGreaterThan(1_000_000)
  expect(system.verification).toEqual({ isRunning: false, last: null })
  const [shop] = system.shops
  expect(shop).toMatchObject({ channel: 'taobao', shop: 'main', state: null })
  expect(shop?.lagSeconds).toBeGreaterThanOrEqual(400)
  expect(system.concerns).toEqual([{ concern: 'shop_behind', subject: shop?.name }])
  isReady = false
  expect((await read()).concerns[0]).toEqual({ concern: 'disk_nearly_full', subject: null })
})

test('a verification is started once, goes on by itself, and what it found stays', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(order({ id: '1', lines: { A: 1 } }))
  const headers = { cookie: await rig.signIn('owner') }
  const start = () => rig.ask(PATHS.systemVerifications, { method: 'POST', headers })
  const started = await Promise.all([start(), start()])
  expect(started.map(({ status }) => status)).toEqual([202, 202])
  const read = async (): Promise<System> => (await rig.ask(PATHS.system, { headers })).json as System
  const ended = async (): Promise<boolean> => {
    const { isRunning, last } = (await read()).verification
    return !isRunning && last !== null
  }
  await waitFor(ended, 'the verification to end')
  const { verification, concerns } = await read()
  expect(verification.last).toMatchObject({ orders: 1, violated: [] })
  expect(verification.last?.invariants).toBeGreaterThan(20)
  const [rows] = await gate.database<{ count: number }[]>`select count(*) as count from verifications`
  expect([rows?.count, concerns]).toEqual([1, []])

  // Somebody repairs by hand, and wrongly.
  await rig.engine.engine.control`update merchant_test.stock_levels set on_hand = on_hand + 1`
  await start()
  await waitFor(
    async () => (await read()).verification.last?.violated.length !== 0 && (await ended()),
    'the second to end',
  )
  expect((await read()).concerns.map(({ concern }) => concern)).toContain('invariant_violated')
})
