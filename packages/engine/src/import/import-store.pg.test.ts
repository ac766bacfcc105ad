// Files on their way in: pieces without a gap, one holder at a time, every row told of once.

import { randomBytes } from 'node:crypto'
import type { ImportPlan } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { SHOP } from '../../../../tools/test-world.ts'
import { isSound, verify } from '../audit/verify.ts'
import type { OpenGate } from '../merchant/open-merchant.ts'
import { readImport, readImportResults, readImports } from './read-imports.ts'

const PLAN: ImportPlan = {
  shop: SHOP,
  mode: 'history',
  badRows: 'set_aside',
  repeatedLines: 'set_aside',
  mapping: { name: 'tmall_report', version: 1 },
  sheet: null,
  encoding: null,
}

async function receive(gate: OpenGate, content: Buffer): Promise<number> {
  const id = await gate.imports.receive({ fileName: 'a.csv', bytes: content.byteLength, actor: 'user:1' })
  await gate.imports.append(id, { start: 0, content })
  return id
}

async function read(gate: OpenGate, id: number, [start, end]: [number, number]): Promise<Buffer> {
  const content = await gate.imports.content(id)
  const parts: Uint8Array[] = []
  if (content !== null) for await (const part of content.read(start, end)) parts.push(part)
  return Buffer.concat(parts)
}

test('pieces follow one another; what is not expected next is refused with what is', async () => {
  await using world = await openTestEngine()
  const { imports } = world.gate
  const content = randomBytes(1_000)
  const id = await imports.receive({ fileName: 'a.csv', bytes: 1_000, actor: 'user:1' })
  const append = (start: number, end: number) => imports.append(id, { start, content: content.subarray(start, end) })
  expect(await append(100, 200)).toEqual({ outcome: 'wrong_offset', receivedBytes: 0 })
  expect(await append(0, 400)).toEqual({ outcome: 'appended', receivedBytes: 400, isWhole: false })
  expect(await append(0, 400)).toEqual({ outcome: 'wrong_offset', receivedBytes: 400 })
  expect(await imports.append(id, { start: 400, content: randomBytes(601) })).toEqual({
    outcome: 'longer_than_announced',
  })
  expect(await imports.content(id)).toBeNull()
  expect(await imports.start(id, PLAN)).toBe(false)
  expect(await append(400, 1_000)).toEqual({ outcome: 'appended', receivedBytes: 1_000, isWhole: true })
  expect((await read(world.gate, id, [0, 1_000])).equals(content)).toBe(true)
  expect((await read(world.gate, id, [390, 410])).equals(content.subarray(390, 410))).toBe(true)
  expect(await imports.append(id + 1, { start: 0, content })).toEqual({ outcome: 'import_unknown' })
})

test('uploaded bytes lie sealed', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await receive(gate, Buffer.from('收货人,张三丰,13812345678'))
  const [chunk] = await gate.database<{ sealed: Buffer }[]>`select sealed from import_chunks`
  expect(chunk?.sealed.includes('13812345678')).toBe(false)
})

test('two pieces for one place: one of them goes in', async () => {
  await using world = await openTestEngine()
  const { imports } = world.gate
  const id = await imports.receive({ fileName: 'a.csv', bytes: 10, actor: 'user:1' })
  const pieces = ['aaaaa', 'bbbbb'].map((text) => imports.append(id, { start: 0, content: Buffer.from(text) }))
  const outcomes = (await Promise.all(pieces)).map(({ outcome }) => outcome)
  expect(outcomes.toSorted()).toEqual(['appended', 'wrong_offset'])
})

test('an import has one holder, who hears of it when it is cancelled', async () => {
  await using world = await openTestEngine()
  const { imports } = world.gate
  const id = await receive(world.gate, Buffer.from('x'))
  expect(await imports.take('one')).toBeNull()
  expect(await imports.start(id, PLAN)).toBe(true)
  expect(await imports.start(id, PLAN)).toBe(false)
  const held = await imports.take('one')
  expect(held).toMatchObject({ id, holder: 'one', plan: PLAN })
  expect(await imports.take('two')).toBeNull()
  if (held === null) return
  expect(await imports.checked({ ...held, holder: 'two' }, 5)).toBe(false)
  expect(await imports.checked(held, 5)).toBe(true)
  expect(await imports.cancel(id)).toBe(true)
  expect(await imports.cancel(id)).toBe(false)
  const result = { firstRow: 2, lastRow: 6, outcome: 'imported', problem: null } as const
  expect(await imports.record(held, [result])).toBe(false)
  expect(await imports.toldRows(id)).toEqual([])
})

test('one whose holder went silent is taken over with what it had told', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const { imports } = gate
  const id = await receive(gate, Buffer.from('x'))
  await imports.start(id, PLAN)
  const first = await imports.take('one')
  if (first === null) throw new Error('it was queued')
  await imports.beginRecording(first, 5)
  await imports.record(first, [{ firstRow: 2, lastRow: 4, outcome: 'imported', problem: null }])
  await gate.database`update imports set lease_expires_at = now() - interval '1 second'`
  const second = await imports.take('two')
  if (second === null) throw new Error('its lease has run out')
  expect(await imports.record(first, [{ firstRow: 5, lastRow: 5, outcome: 'imported', problem: null }])).toBe(false)
  expect(await imports.toldRows(id)).toEqual([{ firstRow: 2, lastRow: 4 }])
  const problem = { code: 'bad_amount', field: 'paid', expected: 'yuan', found: '"-5"' } as const
  await imports.record(second, [
    { firstRow: 5, lastRow: 5, outcome: 'quarantined', problem },
    { firstRow: 6, lastRow: 6, outcome: 'unchanged', problem: { ...problem, code: 'known_same', field: null } },
  ])
  expect(await imports.end(second, 'done')).toBe(true)
  expect(await imports.end(second, 'done')).toBe(false)
  expect(await readImport(gate.database, id)).toMatchObject({
    state: 'done',
    imported: 3,
    unchanged: 1,
    quarantined: 1,
    refused: 0,
    rowsTotal: 5,
  })
  const query = { after: 0, limit: 10, withProblem: true }
  expect((await readImportResults(gate.database, id, query)).map(({ firstRow }) => firstRow)).toEqual([5, 6])
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('content goes when it is of no more use; a file read elsewhere fails with its reader', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const { imports } = gate
  const [done, waiting, broken] = await Promise.all(['a', 'b', 'c'].map((text) => receive(gate, Buffer.from(text))))
  await imports.start(done ?? 0, PLAN)
  const held = await imports.take('one')
  if (held !== null) await imports.end(held, 'done')
  const elsewhere = await imports.begin({ fileName: 'd.csv', plan: PLAN, actor: 'cli', holder: 'gone' })
  await gate.database`update imports set lease_expires_at = now() - interval '1 second' where id = ${elsewhere.id}`
  await gate.database`update imports set created_at = now() - interval '8 days' where id = ${broken ?? 0}`
  await imports.tidy()
  expect(await gate.database`select import_id as id from import_chunks`).toEqual([{ id: waiting }])
  expect(await readImport(gate.database, elsewhere.id)).toMatchObject({ state: 'failed' })
  expect(await readImport(gate.database, broken ?? 0)).toMatchObject({ state: 'cancelled', hasContent: false })
  expect(await imports.start(broken ?? 0, PLAN)).toBe(false)
  const page = await readImports(gate.database, { limit: 3, before: null })
  expect(page.imports).toHaveLength(3)
  expect((await readImports(gate.database, { limit: 3, before: Number(page.next) })).imports).toHaveLength(1)
})

test('a mapping that changes nothing is no new version', async () => {
  await using world = await openTestEngine()
  const { imports } = world.gate
  const content = { columns: { order_id: '订单编号' }, mode: 'history' } as const
  expect(await imports.saveMapping({ name: 'erp', content, actor: 'user:1' })).toEqual({ name: 'erp', version: 1 })
  expect(await imports.saveMapping({ name: 'erp', content, actor: 'user:1' })).toEqual({ name: 'erp', version: 1 })
  const changed = { ...content, columns: { order_id: '单号' } }
  expect(await imports.saveMapping({ name: 'erp', content: changed, actor: 'user:1' })).toMatchObject({ version: 2 })
  expect(await imports.mapping('erp')).toEqual({ name: 'erp', version: 2, mapping: changed })
  expect(await imports.mapping('erp', 1)).toEqual({ name: 'erp', version: 1, mapping: content })
  expect(await imports.mapping('erp', 3)).toBeNull()
  expect(await imports.mappings()).toHaveLength(1)
})
