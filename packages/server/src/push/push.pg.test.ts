// What comes over a connection: snapshots, changes, pages.

import { topicName } from '@tidegate/contract'
import type { NewestOrders, OpenQuarantine, Overview, PoolStock } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestApp } from '../http/test-app.ts'
import type { TestApp } from '../http/test-app.ts'
import { openPush, waitFor } from './test-push.ts'
import type { TestPush } from './test-push.ts'

const A = topicName({ kind: 'stock', sku: 'A' })
const B = topicName({ kind: 'stock', sku: 'B' })
const A_AT_HD = topicName({ kind: 'location', location: 'HD', sku: 'A' })
const A_AT_HN = topicName({ kind: 'location', location: 'HN', sku: 'A' })
const A_IN_MAIN = topicName({ kind: 'shop', channel: 'taobao', shop: 'main', sku: 'A' })

async function signedIn(rig: TestApp): Promise<TestPush> {
  return openPush({ port: rig.port, cookie: await rig.signIn('viewer') })
}

test('a snapshot of each topic, then every change with the row’s own version', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 10))
  const push = await signedIn(rig)
  push.subscribe([A, A_AT_HD, A_AT_HN, A_IN_MAIN])
  await waitFor(() => push.held.size === 4, 'four rows')
  const nothing = { unavailable: 0, safety: 0, allocated: 0, short: 0 }
  const rows = new Map(
    [
      { topic: A, version: 1, value: { ...nothing, onHand: 10, reserved: 0, available: 10 } },
      { topic: A_AT_HD, version: 0, value: { ...nothing, onHand: 10 } },
      { topic: A_AT_HN, version: -1, value: { ...nothing, onHand: 0 } },
      { topic: A_IN_MAIN, version: 1, value: { available: 10, basis: 'pool' } },
    ].map((row) => [row.topic, row]),
  )
  expect(push.held).toEqual(rows)
  await gate.submit(order({ id: '1', lines: { A: 3 } }))
  await push.until<PoolStock>(A, ({ available }) => available === 7)
  await push.until(A_AT_HD, (_value, version) => version === 1)
  await push.until(A_IN_MAIN, (_value, version) => version === 2)
  await gate.submit(receive('A', 'HN', 1))
  await push.until(A_AT_HN, (_value, version) => version === 0)
  const kinds = push.messages.map(({ type }) => type)
  expect([kinds[0], kinds[1], kinds.at(-1)]).toEqual(['welcome', 'snapshot', 'changed'])
  await push.close()
})

test('what is not subscribed is not sent, and what is unsubscribed is sent no more', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  const push = await signedIn(rig)
  push.subscribe([A])
  await push.until(A, () => true)
  await gate.submit(receive('B', 'HD', 1))
  push.say({ type: 'unsubscribe', topics: [A, 'stock/never'] })
  push.subscribe([B])
  await push.until(B, () => true)
  await gate.submit(receive('A', 'HD', 1))
  await gate.submit(receive('B', 'HN', 1))
  await push.until<PoolStock>(B, ({ onHand }) => onHand === 2)
  expect(push.held.get(A)?.version).toBe(0)
  await push.close()
})

test('who holds the newest is told so; who holds an older one gets the newest; nobody gets an older one', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  await gate.submit(receive('A', 'HD', 1))
  const push = await signedIn(rig)
  push.say({ type: 'subscribe', topics: [{ topic: A, version: 1 }] })
  await waitFor(() => push.messages.some((message) => message.type === 'current'), 'the answer')
  expect(push.held.size).toBe(0)
  push.say({ type: 'subscribe', topics: [{ topic: A, version: 0 }] })
  await push.until(A, (_value, version) => version === 1)
  // Ahead of us, as after another process told it: what we have is older and stays here.
  push.say({ type: 'subscribe', topics: [{ topic: A, version: 3 }] })
  for (const location of ['HN', 'HB', 'VIP']) await gate.submit(receive('A', location, 1))
  await push.until(A, (_value, version) => version === 4)
  const versions = push.messages.flatMap((message) => ('rows' in message ? message.rows.map((row) => row.version) : []))
  expect(versions).toEqual([1, 4])
  await push.close()
})

test('an order’s topic says that it changed', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  const recorded = await gate.submit(order({ id: '1' }))
  const topic = topicName({ kind: 'order', number: 'number' in recorded ? recorded.number : '' })
  const push = await signedIn(rig)
  push.subscribe([topic])
  const first = await push.until(topic, () => true)
  expect(first.value).toBeNull()
  const key = { ...SHOP, platformOrderId: '1' }
  await gate.submit({ kind: 'place_hold', actor: 'user:1', key, hold: 'manual', reason: 'look' })
  await push.until(topic, (_value, version) => version > first.version)
  await push.close()
})

test('pages come whole, and again when something of theirs changed', async () => {
  await using rig = await openTestApp()
  const { gate } = rig.engine
  const push = await signedIn(rig)
  push.subscribe(['overview', 'orders', 'quarantine'])
  await waitFor(() => push.held.size === 3, 'three pages')
  expect(push.held.get('orders')?.value).toMatchObject({ ordersTotal: 0, newest: [] })
  expect(push.held.get('quarantine')?.value).toEqual({ open: 0, lastAt: null })
  await gate.submit(order({ id: '1' }))
  await push.until<Overview>('overview', ({ ordersTotal }) => ordersTotal === 1)
  await push.until<NewestOrders>('orders', ({ newest }) => newest[0]?.platformOrderId === '1')
  const strange = { key: null, source: 'api', code: 'undecodable', reason: 'no order' }
  await gate.quarantine({ ...strange, raw: Buffer.from('?') })
  const row = await push.until<OpenQuarantine>('quarantine', ({ open }) => open === 1)
  // The same thing once more: as many, and newer.
  await gate.quarantine({ ...strange, raw: Buffer.from('?') })
  await push.until<OpenQuarantine>('quarantine', ({ open }, version) => open === 1 && version > row.version)
  await push.close()
})

test('many who look at one page cost one reading of it', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('viewer')
  const pushes = await Promise.all(Array.from({ length: 20 }, () => openPush({ port: rig.port, cookie })))
  for (const push of pushes) push.subscribe(['overview', A])
  await Promise.all(pushes.map((push) => push.until('overview', () => true)))
  await rig.engine.gate.submit(receive('A', 'HD', 9))
  await Promise.all(pushes.map((push) => push.until<PoolStock>(A, ({ onHand }) => onHand === 9)))
  const versions = new Set(pushes.map((push) => push.held.get('overview')?.version))
  expect(versions.size).toBeLessThanOrEqual(2)
  for (const push of pushes) await push.close()
})
