import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tools/test-database.ts'
import type { TestDatabase } from '../../../../tools/test-database.ts'
import { connect } from '../database/connect.ts'
import type { Database, Transaction } from '../database/connect.ts'
import { auditInvariants } from './audit.ts'
import type { AuditedInvariant } from './audit.ts'
import { INVARIANTS } from './invariants.ts'
import { IMPORT_CORRUPTIONS } from './import-corruptions.ts'
import { ORDER_CORRUPTIONS } from './order-corruptions.ts'
import { QUARANTINE_CORRUPTIONS } from './quarantine-corruptions.ts'
import { createWorld } from './small-world.ts'
import { hashState, onOnePicture, stateHash } from './state-hash.ts'
import { DIFFERENT_STATES, SAME_STATES } from './state-edits.ts'
import { STOCK_CORRUPTIONS } from './stock-corruptions.ts'
import { formatReport, isSound, verify } from './verify.ts'

const CORRUPTIONS = [...STOCK_CORRUPTIONS, ...ORDER_CORRUPTIONS, ...QUARANTINE_CORRUPTIONS, ...IMPORT_CORRUPTIONS]

let database: TestDatabase
let sql: Database
let twin: Database

beforeAll(async () => {
  database = await createTestDatabase()
  sql = connect(database.url, { connectionsMax: 2, applicationName: 'audit test', searchPath: 'small_world' })
  twin = connect(database.url, { connectionsMax: 1, applicationName: 'audit test', searchPath: 'twin_world' })
  await sql.begin((tx) => createWorld(tx, { schema: 'small_world', idOffset: 0, reversed: false }))
  await twin.begin((tx) => createWorld(tx, { schema: 'twin_world', idOffset: 5_000_000, reversed: true }))
})

afterAll(async () => {
  await sql.end()
  await twin.end()
  await database.drop()
})

class Undo extends Error {}

/** Reads the world as it is after \`edit\`, and takes the edit back. */
async function after<T>(edit: string, read: (tx: Transaction) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  await sql
    .begin(async (tx) => {
      await tx.unsafe(edit)
      result = { value: await read(tx) }
      throw new Undo()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error
    })
  if (result === undefined) throw new Error('nothing was read')
  return result.value
}

const broken = (audited: AuditedInvariant[]): AuditedInvariant[] => audited.filter((each) => each.violations > 0)

describe('invariants', () => {
  test('hold in a consistent world', async () => {
    const report = await verify(sql)
    expect(broken(report.invariants)).toEqual([])
    expect(isSound(report)).toBe(true)
    expect(formatReport(report)).toContain(`sound: ${INVARIANTS.length} invariants hold over 11 orders`)
  })

  test.each(CORRUPTIONS)('$id reports: $what', async ({ id, edit, subject, detail, also = [] }) => {
    const found = broken(await after(edit, auditInvariants))
    expect(found.map((each) => each.id).toSorted()).toEqual([id, ...also].toSorted())
    const named = found.find((each) => each.id === id)?.examples.map((each) => `${each.subject}: ${each.detail}`)
    expect(
      named?.some((line) => line.startsWith(`${subject}: `) && line.includes(detail ?? '')),
      named?.join('\n'),
    ).toBe(true)
  })

  test('each has an edit here that breaks it', () => {
    const tried = new Set(CORRUPTIONS.map((each) => each.id))
    expect(INVARIANTS.filter((each) => !tried.has(each.id)).map((each) => each.id)).toEqual([])
  })

  test('are counted in full and exemplified in part', async () => {
    const everyEvent = `update order_events set batch_id = 1`
    const found = broken(await after(everyEvent, auditInvariants))
    expect(found[0]?.id).toBe('I11')
    expect(found[0]?.examples.length).toBeLessThan(found[0]?.violations ?? 0)
    const report = { ...(await verify(sql)), invariants: found }
    expect(formatReport(report)).toMatch(/BROKEN I11 {2}event_has_its_batch: \d+\n[\s\S]*and \d+ more[\s\S]*NOT SOUND/)
  })
})

test('the figures tell what is not a violation', async () => {
  const { figures, orders } = await verify(sql)
  expect(orders).toBe(11)
  expect(figures).toEqual({
    orders: 11,
    events: 45,
    oversoldUnits: 0,
    shortUnits: 1,
    levelShortUnits: 0,
    poolShortUnits: 1,
    waitingUnits: 1,
    reservedUnits: 7,
    allocatedUnits: 4,
    shippedUnits: 4,
    activeHolds: 4,
    openQuarantine: 1,
    openFollowUps: 1,
  })
})

test('the chain is the documented formula, computed outside the database', async () => {
  const events = await sql<{ content: string; at: number; hash: Buffer; content_hash: Buffer | null }[]>`
    select concat_ws('|', 'TB104', seq, kind, actor, body) as content, at, content_hash, hash
    from order_events where order_id = 104 order by seq`
  let previous = Buffer.alloc(0)
  for (const { content, at, content_hash, hash } of events) {
    const text = `${content}|${at}|${content_hash?.toString('hex') ?? ''}`
    previous = createHash('sha256').update(previous).update(text).digest()
    expect(hash.equals(previous), text).toBe(true)
  }
})

describe('state hash', () => {
  test('is the same for the same state with other row ids, inserted in another order', async () => {
    const hash = await stateHash(sql)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await stateHash(twin)).toBe(hash)
    expect((await verify(twin)).stateHash).toBe(hash)
    expect(broken((await verify(twin)).invariants)).toEqual([])
  })

  test.each(SAME_STATES)('does not see $what', async ({ edit }) => {
    expect(await after(edit, hashState)).toBe(await stateHash(sql))
  })

  test.each(DIFFERENT_STATES)('sees %s', async (edit) => {
    expect(await after(edit, hashState)).not.toBe(await stateHash(sql))
  })

  test('the same number of units in another place is another state', async () => {
    const moved = [
      `update allocations set location_id = 1 where order_id = 109 and allocation_no = 2`,
      `update reservations set sku_id = 1 where id = 401`,
      `update payment_legs set leg = 'whole' where order_id = 107 and leg = 'deposit'`,
      `update orders set shop_id = 2 where id = 104; update orders set shop_id = 1 where id = 102`,
    ]
    const hashes = await Promise.all(moved.map((edit) => after(edit, hashState)))
    expect(new Set([...hashes, await stateHash(sql)]).size).toBe(moved.length + 1)
  })
})

test('a verification sees one moment of a running system', async () => {
  const change = (by: number) => twin`update pools set safety = safety + ${by}`
  const earlier = await stateHash(twin)
  const picture = await onOnePicture(sql, async (tx) => {
    await tx`select set_config('search_path', 'twin_world', true)`
    const before = await hashState(tx)
    await change(1)
    return { before, after: await hashState(tx) }
  })
  expect(picture).toEqual({ before: earlier, after: earlier })
  expect(await stateHash(twin)).not.toBe(earlier)
  await change(-1)
  expect(await stateHash(twin)).toBe(earlier)
})

test('a verification writes nothing', async () => {
  await expect(onOnePicture(sql, (tx) => tx`update pools set safety = 0`)).rejects.toThrow(/read-only transaction/)
})
