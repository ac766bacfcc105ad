import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, SHOP } from '../../../../tools/test-world.ts'
import type { OrderSnapshot, RecordOrder } from '../../../domain/src/index.ts'
import { stateHash } from '../audit/state-hash.ts'
import { formatReport, isSound, verify } from '../audit/verify.ts'
import type { OpenGate } from '../merchant/open-merchant.ts'
import type { ContentReader, Reading } from './reading.ts'
import { replay } from './replay.ts'
import type { ReplayRequest } from './replay.ts'
import { discard, reopen } from './resolve.ts'
import { endSuperseded } from './supersede.ts'

const SOURCE = 'channel:taobao/main'
const signal = new AbortController().signal
const keyOf = (id: string) => ({ ...SHOP, platformOrderId: id })

/** A channel whose bytes are our snapshots in JSON, and which knows no negative amount. */
const reader: ContentReader = async ({ content }) => {
  const snapshot = JSON.parse(Buffer.from(content).toString('utf8')) as OrderSnapshot
  return snapshot.payableFen < 0 ? refused('payableFen', `found ${snapshot.payableFen}`) : accepted(snapshot, content)
}

function accepted(snapshot: OrderSnapshot, raw: Uint8Array): Reading {
  return { ok: true, commands: [{ command: { kind: 'record_order', actor: 'channel:taobao', snapshot }, raw }] }
}

function refused(field: string, reason: string): Reading {
  return { ok: false, problem: { code: 'undecodable', field, reason } }
}

const bytesOf = ({ snapshot }: RecordOrder): Buffer => Buffer.from(JSON.stringify(snapshot))

function broken(command: RecordOrder): Buffer {
  return bytesOf({ ...command, snapshot: { ...command.snapshot, payableFen: -1 } })
}

function keep(gate: OpenGate, id: string, raw: Buffer): Promise<number> {
  return gate.quarantine({
    key: keyOf(id),
    source: SOURCE,
    code: 'undecodable',
    field: 'payableFen',
    reason: 'found -1',
    raw,
  })
}

const by = (id: number, more: Partial<ReplayRequest> = {}): ReplayRequest => ({
  id,
  actor: 'user:1',
  reader,
  signal,
  ...more,
})

interface Row {
  code: string
  field: string | null
  reason: string
  seen: number
  attempts: number
  resolved: string | null
  numbers: string
}

async function rowOf(gate: OpenGate, id: number): Promise<Row | undefined> {
  const [row] = await gate.database<Row[]>`
    select code, field, reason, seen, attempts, resolved_as as resolved, array_to_string(order_numbers, ',') as numbers
    from quarantine where id = ${id}`
  return row
}

async function versionOf(gate: OpenGate, id: number): Promise<string> {
  const [row] = await gate.database<{ version: string }[]>`
    select encode(content_hash, 'hex') as version from quarantine where id = ${id}`
  return row?.version ?? ''
}

const actionsOf = async (gate: OpenGate, id: number): Promise<string[]> =>
  (
    await gate.database<{ action: string; actor: string; detail: string }[]>`
      select action, actor, detail from quarantine_actions where quarantine_id = ${id} order by at, id`
  ).map(({ action, actor, detail }) => `${actor} ${action}: ${detail}`)

async function count(gate: OpenGate, table: string): Promise<number> {
  const [row] = await gate.database<{ count: number }[]>`select count(*) as count from ${gate.database(table)}`
  return row?.count ?? 0
}

describe('a replay', () => {
  test('that still fails keeps the row, says why, and counts the attempt', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const id = await keep(gate, '1', broken(order({ id: '1' })))
    const answer = await replay(gate, by(id))
    expect(answer).toEqual({
      outcome: 'failed',
      problem: { code: 'undecodable', field: 'payableFen', reason: 'found -1' },
    })
    expect(await rowOf(gate, id)).toMatchObject({ resolved: null, attempts: 1, seen: 1 })
    const other = { reader: async () => refused('lines', 'expected a list') } satisfies Partial<ReplayRequest>
    await replay(gate, by(id, other))
    expect(await rowOf(gate, id)).toMatchObject({ field: 'lines', reason: 'expected a list', attempts: 2 })
    expect(await actionsOf(gate, id)).toHaveLength(2)
    expect(await count(gate, 'orders')).toBe(0)
  })

  test('with a corrected value makes the order an untouched one would have been, and keeps both texts', async () => {
    await using touched = await openTestEngine()
    await using untouched = await openTestEngine()
    const wish = order({ id: '1', lines: { A: 2, B: 1 } })
    for (const { gate } of [touched, untouched]) await gate.submit(receive('A', 'HD', 5))
    await untouched.gate.submit(wish, bytesOf(wish))

    const { gate } = touched
    const id = await keep(gate, '1', broken(wish))
    const correction = { bytes: bytesOf(wish), version: await versionOf(gate, id) }
    const answer = await replay(gate, by(id, { correction }))
    expect(answer).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })
    expect(await stateHash(gate.database)).toBe(await stateHash(untouched.gate.database))
    expect(await rowOf(gate, id)).toMatchObject({ resolved: 'replayed', attempts: 1 })
    expect(await actionsOf(gate, id)).toEqual(['user:1 corrected: /payableFen', 'user:1 replayed: recorded'])
    const [event] = await gate.database<{ actor: string }[]>`select actor from order_events where seq = 1`
    expect(event?.actor).toBe('user:1')
    const [texts] = await gate.database<{ original: Buffer; correction: Buffer }[]>`
      select sealed as original, sealed_correction as correction from quarantine`
    const { vault } = gate.context
    expect(vault.open(texts!.original).equals(broken(wish))).toBe(true)
    expect(vault.open(texts!.correction).equals(bytesOf(wish))).toBe(true)
  })

  test('a correction of other content than is there now changes nothing', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const id = await keep(gate, '1', broken(order({ id: '1' })))
    const version = await versionOf(gate, id)
    expect(await keep(gate, '1', broken(order({ id: '1', lines: { A: 3 } })))).toBe(id)
    const correction = { bytes: bytesOf(order({ id: '1' })), version }
    expect(await replay(gate, by(id, { correction }))).toEqual({ outcome: 'content_changed' })
    expect(await count(gate, 'orders')).toBe(0)
    expect(await rowOf(gate, id)).toMatchObject({ resolved: null, seen: 2 })
  })

  test('a correction that failed is kept and replayed once its own cause is gone', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const elsewhere = order({ id: '1' })
    elsewhere.snapshot.key = { ...elsewhere.snapshot.key, shop: 'third' }
    const id = await keep(gate, '1', broken(elsewhere))
    const correction = { bytes: bytesOf(elsewhere), version: await versionOf(gate, id) }
    expect(await replay(gate, by(id, { correction }))).toMatchObject({ problem: { code: 'shop_unknown' } })
    // The poll reads the same bytes again; neither the correction nor what is wrong with it is forgotten.
    await keep(gate, '1', broken(elsewhere))
    expect(await rowOf(gate, id)).toMatchObject({ code: 'shop_unknown', seen: 2 })
    await gate.setup.addShop({ channel: 'taobao', shop: 'third', name: 'Third' })
    expect(await replay(gate, by(id))).toMatchObject({ outcome: 'replayed' })
  })

  test('ten at once make one order, and the row ends once', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const id = await keep(gate, '1', bytesOf(order({ id: '1' })))
    const answers = await Promise.all(Array.from({ length: 10 }, () => replay(gate, by(id))))
    const outcomes = answers.map(({ outcome }) => outcome)
    expect(outcomes.filter((each) => each === 'replayed')).toHaveLength(1)
    expect(outcomes.filter((each) => each === 'already_resolved')).toHaveLength(9)
    expect(await count(gate, 'orders')).toBe(1)
    expect(await replay(gate, by(id))).toEqual({ outcome: 'already_resolved' })
    expect(await replay(gate, by(id + 1))).toEqual({ outcome: 'entry_unknown' })
  })

  test('beside the channel delivering the order again, in any order, makes one order and leaves no row open', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    for (let round = 0; round < 12; round += 1) {
      const wish = order({ id: `r${round}` })
      const id = await keep(gate, `r${round}`, broken(wish))
      const correction = { bytes: bytesOf(wish), version: await versionOf(gate, id) }
      const mended = order({ id: `r${round}`, version: wish.snapshot.version + 1_000 })
      await Promise.all([
        replay(gate, by(id, { correction })),
        sleep(round % 4).then(() => gate.submit(mended, bytesOf(mended))),
        keep(gate, `r${round}`, broken(wish)),
      ])
      expect(await rowOf(gate, id)).toMatchObject({ resolved: 'replayed' })
    }
    expect(await count(gate, 'orders')).toBe(12)
    expect(await count(gate, 'quarantine')).toBe(12)
  })

  test('newer content that comes during a replay waits in the row', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const first = order({ id: '1' })
    const id = await keep(gate, '1', bytesOf(first))
    const slow: ContentReader = async (content) => {
      await keep(gate, '1', broken(order({ id: '1', version: first.snapshot.version + 5_000 })))
      return reader(content, signal)
    }
    expect(await replay(gate, by(id, { reader: slow }))).toEqual({ outcome: 'content_changed' })
    expect(await count(gate, 'orders')).toBe(1)
    expect(await rowOf(gate, id)).toMatchObject({ resolved: null, seen: 2, reason: 'found -1' })
  })
})

describe('poison', () => {
  /** A command that PostgreSQL refuses, with what a mended program would make of it. */
  function poison(id: string): RecordOrder {
    const command = order({ id })
    command.snapshot.currency = 'C\u0000Y'
    return command
  }

  test('that is still poison keeps its one row', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const answer = await gate.submit(poison('1'), Buffer.from('raw'))
    const id = answer.outcome === 'quarantined' ? answer.quarantineId : 0
    expect(await replay(gate, by(id))).toMatchObject({ outcome: 'failed', problem: { code: 'poison' } })
    expect(await rowOf(gate, id)).toMatchObject({ code: 'poison', attempts: 1, seen: 1, resolved: null })
    expect(await count(gate, 'quarantine')).toBe(1)
  })

  test('is replayed as the command it was, with the bytes it came with, once the program is mended', async () => {
    await using world = await openTestEngine()
    await using untouched = await openTestEngine()
    const { gate } = world
    const good = order({ id: '1' })
    for (const each of [world, untouched]) await each.gate.submit(receive('A', 'HD', 5))
    await untouched.gate.submit(good, Buffer.from('raw'))
    // The fault lies with the program: its table refuses every currency, then is mended.
    const owner = world.engine.control
    await owner`alter table merchant_test.orders add constraint planted check (currency <> 'CNY')`
    const answer = await gate.submit(good, Buffer.from('raw'))
    const own = await gate.submit(order({ id: '2' }))
    expect([answer.outcome, own.outcome]).toEqual(['quarantined', 'quarantined'])
    await owner`alter table merchant_test.orders drop constraint planted`

    const id = answer.outcome === 'quarantined' ? answer.quarantineId : 0
    expect(await replay(gate, by(id))).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })
    expect(await stateHash(gate.database)).toBe(await stateHash(untouched.gate.database))
    const ownId = own.outcome === 'quarantined' ? own.quarantineId : 0
    const correction = { bytes: Buffer.from('{}'), version: await versionOf(gate, ownId) }
    expect(await replay(gate, by(ownId, { correction }))).toEqual({ outcome: 'not_correctable' })
    expect(await replay(gate, by(ownId))).toMatchObject({ outcome: 'replayed' })
    expect(
      await gate.database`select platform_order_id as id, phone_pseudonym is null as bare from orders order by 1`,
    ).toEqual([
      { id: '1', bare: false },
      { id: '2', bare: false },
    ])
  })

  test('that cannot even be sealed waits in quarantine too, and its caller is told', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const command = order({ id: '1' })
    ;(command.snapshot.receiver as { phone: unknown }).phone = null
    expect(await gate.submit(command, Buffer.from('raw'))).toMatchObject({ outcome: 'quarantined' })
  })

  test('of two things said about one order, neither covers the other', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    await gate.submit(order({ id: '1' }))
    const refund = (refundId: string) =>
      gate.submit({
        kind: 'record_refund',
        actor: 'channel:taobao',
        key: keyOf('1'),
        refundId: `${refundId}\u0000`,
        amountFen: 1,
      })
    await refund('R1')
    await refund('R2')
    await refund('R2')
    expect(await gate.database`select seen from quarantine order by seen`).toEqual([{ seen: 1 }, { seen: 2 }])
  })

  test('one in ten thousand: the others finish, the one follows once it is mended, and every one is accounted for', async () => {
    const OFFERED = 10_000
    await using world = await openTestEngine()
    const { gate } = world
    await gate.submit(receive('A', 'HD', OFFERED))
    const owner = world.engine.control
    await owner`alter table merchant_test.orders add constraint planted check (platform_order_id <> 'n4321')`
    const tally: Record<string, number> = {}
    const count1 = (outcome: string): void => void (tally[outcome] = (tally[outcome] ?? 0) + 1)
    // Every hundredth is beyond reading, every fiftieth is of a shop nobody set up, every tenth comes again.
    const offer = async (n: number): Promise<void> => {
      const wish = order({ id: `n${n % 10 === 9 ? n - 1 : n}` })
      if (n % 50 === 7) wish.snapshot.key = { ...wish.snapshot.key, shop: 'nowhere' }
      if (n % 100 !== 13) return count1((await gate.submit(wish, bytesOf(wish))).outcome)
      await keep(gate, `n${n}`, broken(wish))
      count1('unreadable')
    }
    await Promise.all(Array.from({ length: OFFERED }, (_, n) => offer(n)))
    const [waiting] = await gate.database<{ poison: number; unreadable: number }[]>`
      select count(*) filter (where code = 'poison') as poison, count(*) filter (where code = 'undecodable') as unreadable
      from quarantine where resolved_at is null`
    expect(waiting).toEqual({ poison: 1, unreadable: 100 })
    const orders = await count(gate, 'orders')
    expect(tally).toEqual({
      recorded: orders,
      already_recorded: 1_000,
      shop_unknown: 200,
      quarantined: 1,
      unreadable: 100,
    })
    expect(Object.values(tally).reduce((sum, each) => sum + each)).toBe(OFFERED)

    await owner`alter table merchant_test.orders drop constraint planted`
    const [row] = await gate.database<{ id: number }[]>`select id from quarantine where code = 'poison'`
    expect(await replay(gate, by(row?.id ?? 0))).toMatchObject({ outcome: 'replayed' })
    expect(await count(gate, 'orders')).toBe(orders + 1)
    const report = await verify(gate.database)
    expect(isSound(report), formatReport(report)).toBe(true)
  }, 180_000)
})

describe('a row', () => {
  test('that was discarded stays so when the channel shows the same bytes again, and can be taken back', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const raw = broken(order({ id: '1' }))
    const id = await keep(gate, '1', raw)
    expect(await discard(gate.context, { id, actor: 'user:1', reason: 'a test order' })).toBe(true)
    expect(await discard(gate.context, { id, actor: 'user:2', reason: 'again' })).toBe(false)
    // Nobody misses an order that a person gave up.
    expect(await gate.links.certificates.quarantined(SHOP, ['1', '2'])).toEqual(new Set(['1']))
    expect(await keep(gate, '1', raw)).toBe(id)
    expect(await rowOf(gate, id)).toMatchObject({ resolved: 'discarded', seen: 2 })
    // Other content is news.
    const other = await keep(gate, '1', broken(order({ id: '1', lines: { B: 1 } })))
    expect(other).not.toBe(id)
    expect(await reopen(gate.context, { id, actor: 'user:1', reason: 'mistaken' })).toBe(false)
    await discard(gate.context, { id: other, actor: 'user:1', reason: 'both' })
    expect(await reopen(gate.context, { id, actor: 'user:1', reason: 'mistaken' })).toBe(true)
    expect(await actionsOf(gate, id)).toEqual(['user:1 discarded: a test order', 'user:1 reopened: mistaken'])
  })

  test('whose order came in whole later has ended with it; a refund of that order has not', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const first = order({ id: '1' })
    const id = await keep(gate, '1', broken(first))
    const refundSource = { ...SHOP, source: `${SOURCE}/refund/R1` }
    const refund = { key: keyOf('1'), source: refundSource.source, code: 'refund_order_unknown', reason: 'unknown' }
    const refundId = await gate.quarantine({ ...refund, raw: Buffer.from('{}') })
    expect(await endSuperseded(gate)).toBe(0)
    await gate.submit(first, bytesOf(first))
    expect(await endSuperseded(gate)).toBe(1)
    const [{ number }] = (await gate.database`select number from orders`) as unknown as [{ number: string }]
    expect(await rowOf(gate, id)).toMatchObject({ resolved: 'superseded', numbers: number })
    expect(await rowOf(gate, refundId)).toMatchObject({ resolved: null })
    // Content that was merely overtaken is not remembered as dealt with.
    expect(await keep(gate, '1', broken(first))).not.toBe(id)
    expect(await endSuperseded(gate)).toBe(0)
  })

  test('ends signed, or the table refuses it', async () => {
    await using world = await openTestEngine()
    const { gate } = world
    const id = await keep(gate, '1', broken(order({ id: '1' })))
    const end = gate.context.sql`update quarantine set resolved_at = now() where id = ${id}`
    await expect(end).rejects.toThrow('quarantine_end_signed')
    await expect(gate.context.sql`update quarantine_actions set actor = 'nobody'`).rejects.toThrow('permission denied')
  })
})
