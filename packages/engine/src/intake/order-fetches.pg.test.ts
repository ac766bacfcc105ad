import { expect, test } from 'vitest'
import { OTHER_SHOP, SHOP } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'

const CLAIM = { max: 10, claimMs: 60_000 }

test('an order said again and again is one fetch, and a shop sees only its own', async () => {
  await using world = await openTestEngine()
  const { fetches } = world.gate.links
  await fetches.add(SHOP, ['1', '2', '1'], 'push')
  await fetches.add(SHOP, ['1'], 'late')
  expect(await fetches.claim(OTHER_SHOP, CLAIM)).toEqual([])
  const claimed = await fetches.claim(SHOP, CLAIM)
  const told = claimed.map(({ platformOrderId, cause, said }) => [platformOrderId, cause, said].join(' '))
  expect(told.toSorted()).toEqual(['1 late 2', '2 push 1'])
  expect(await fetches.claim(SHOP, CLAIM)).toEqual([])
})

test('an order said again while it is read is read again', async () => {
  await using world = await openTestEngine()
  const { fetches } = world.gate.links
  await fetches.add(SHOP, ['1'], 'push')
  const claimed = await fetches.claim(SHOP, CLAIM)
  await fetches.add(SHOP, ['1'], 'push')
  await fetches.done(SHOP, claimed)
  const again = await fetches.claim(SHOP, CLAIM)
  expect(again).toMatchObject([{ platformOrderId: '1', said: 2 }])
  await fetches.done(SHOP, again)
  expect(await fetches.waiting(SHOP)).toBe(0)
})

test('a fetch that failed comes back after its wait, and counts', async () => {
  await using world = await openTestEngine()
  const { fetches } = world.gate.links
  await fetches.add(SHOP, ['1'], 'asked')
  const [first] = await fetches.claim(SHOP, CLAIM)
  if (first === undefined) throw new Error('nothing to fetch')
  await fetches.failed(SHOP, first, { error: 'busy', retryMs: 60_000 })
  expect(await fetches.claim(SHOP, CLAIM)).toEqual([])
  await fetches.failed(SHOP, first, { error: 'busy', retryMs: 0 })
  expect(await fetches.claim(SHOP, CLAIM)).toMatchObject([{ attempts: 2 }])
})

test('a message is heard once, fifty copies at a time included, and notes its order with it', async () => {
  await using world = await openTestEngine()
  const { fetches } = world.gate.links
  const message = { messageId: 'm-1', topic: 'trade_changed', platformOrderId: '38001' }
  const heard = await Promise.all(Array.from({ length: 50 }, () => fetches.hear(SHOP, message)))
  expect(heard.filter(Boolean)).toHaveLength(1)
  expect(await fetches.claim(SHOP, CLAIM)).toMatchObject([{ platformOrderId: '38001', cause: 'push', said: 1 }])
  expect(await fetches.hear(SHOP, { messageId: 'm-2', topic: 'other', platformOrderId: null })).toBe(true)
  expect(await fetches.hear(OTHER_SHOP, message)).toBe(true)
  expect(await fetches.forgetMessages(30)).toBe(0)
})
