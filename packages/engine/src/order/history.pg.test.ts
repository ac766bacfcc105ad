// Orders of the past in the database: what is written, read back, audited and left alone.

import type { OrderHistory, RecordHistory } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'
import { stateHash } from '../audit/state-hash.ts'
import { isSound, verify } from '../audit/verify.ts'
import { openReads } from '../merchant/merchant-reads.ts'

const DAY = Date.parse('2020-02-21T00:00:00+08:00')

function history(id: string, told: Partial<OrderHistory> = {}): RecordHistory {
  const paid = { payableFen: 2_000, paidFen: 2_000, paidAt: DAY + 5_000, refundedFen: 0 }
  const place = { province: '浙江省', city: '', district: '' }
  return {
    kind: 'record_history',
    actor: 'import:test',
    key: { ...SHOP, platformOrderId: id },
    history: { placedAt: DAY, currency: 'CNY', ...paid, ...place, ...told },
  }
}

test('history is a row with one leg and refunds, and nothing else', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 5))
  expect(await gate.submit(history('1'), Buffer.from('raw'))).toMatchObject({ outcome: 'recorded' })
  await gate.submit(history('2', { refundedFen: 2_000 }))
  await gate.submit(history('3', { paidFen: 0, paidAt: null }))
  expect(
    await gate.database`
    select platform_order_id as id, history, payment, province, payable_fen as payable from orders order by platform_order_id`,
  ).toEqual([
    { id: '1', history: true, payment: 'paid', province: '浙江省', payable: 2_000 },
    { id: '2', history: true, payment: 'refunded', province: '浙江省', payable: 2_000 },
    { id: '3', history: true, payment: 'unpaid', province: '浙江省', payable: 2_000 },
  ])
  const [rows] = await gate.database`
    select (select count(*) from payment_legs) as legs, (select count(*) from refunds) as refunds,
      (select count(*) from order_lines) as lines, (select count(*) from holds) as holds,
      (select count(*) from reservations) as reservations, (select sum(orders_received) from batches) as received`
  expect(rows).toEqual({ legs: 3, refunds: 1, lines: 0, holds: 0, reservations: 0, received: 0 })
  expect(await gate.runDueWork()).toBe(0)
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('told again it changes nothing, also by another process', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const told = [history('1'), history('2', { refundedFen: 500 }), history('3', { paidFen: 0, paidAt: null })]
  for (const command of told) await gate.submit(command)
  const before = await stateHash(gate.database)
  const other = await world.engine.merchants.open('test')
  const answers = await Promise.all(told.map((command) => other.submit(command)))
  expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill('already_recorded'))
  await other.close()
  expect(await stateHash(gate.database)).toBe(before)
})

test('its region outlives an update, and its state is part of the hash', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(history('1'))
  const before = await stateHash(gate.database)
  expect(await gate.submit(history('1', { refundedFen: 500 }))).toMatchObject({ outcome: 'updated' })
  expect(await stateHash(gate.database)).not.toBe(before)
  expect(await gate.database`select province from orders`).toEqual([{ province: '浙江省' }])
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('a poll reads an order known as history, and what it shows is shipped', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(history('1', { refundedFen: 300 }))
  expect(await gate.knownVersions(SHOP, ['1'])).toEqual(new Map())
  expect(await gate.submit(order({ id: '1' }))).toMatchObject({ outcome: 'recorded' })
  const reads = openReads({ sql: gate.database, vault: gate.context.vault, merchant: gate.merchant, now: () => DAY })
  const [shown] = await reads.newestOrders(1)
  expect(shown).toMatchObject({ stage: 'to_ship', payment: 'paid' })
  expect(await gate.submit(history('1'))).toMatchObject({ outcome: 'known_live' })
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('two orders of the past that meet on one number get two', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await gate.submit(history('1'))
  const [{ number } = { number: '' }] = await gate.database<{ number: string }[]>`select number from orders`
  const { vault } = gate.context
  const real = vault.numberHash.bind(vault)
  // The first probe of every order collides with the one there is.
  const taken = Number(number.slice(-10))
  Object.assign(vault, { numberHash: (key: string, probe: number) => (probe === 0 ? taken : real(key, probe)) })
  expect(await gate.submit(history('2'))).toMatchObject({ outcome: 'recorded' })
  expect(await gate.database`select count(distinct number) as numbers from orders`).toEqual([{ numbers: 2 }])
})
