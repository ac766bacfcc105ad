// Files with everything that goes wrong in files: what is good goes in, what is not is named and kept, mended rows
// become the orders they would have been.

import { isSound, readContent, replay, stateHash, verify } from '@tidegate/engine'
import type { OpenGate, ReplayAnswer } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { makeXlsx } from '../../../connectors/src/files/testing/make-xlsx.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { receive } from '../../../../tools/test-world.ts'
import { readerOf } from '../quarantine/content-readers.ts'
import { importReaders } from './import-reader.ts'
import { bytesSource, importFile } from './import-rig.ts'

const reader = readerOf(importReaders())
const { signal } = new AbortController()

/** Bytes of one sign more than UTF-8 needs none of: Node writes no GB18030, so the texts are given in it. */
const GB = { header: 'b6a9b5a5b1e0bac52cd7dcbdf0b6ee2ccfc2b5a5cab1bce4', zhejiang: 'd5e3bdad', rare: '95348132' }

interface Waiting {
  id: number
  code: string
  field: string | null
  reason: string
}

function waiting(gate: OpenGate): Promise<Waiting[]> {
  return gate.database<Waiting[]>`select id, code, field, reason from quarantine where resolved_at is null order by id`
}

/** Changes one text in what was kept of a row, as a person does in the console, and replays it. */
async function mend(gate: OpenGate, id: number, [from, to]: [string, string]): Promise<ReplayAnswer> {
  const kept = await readContent(gate.context.sql, gate.context.vault, id)
  const text = kept?.original?.toString('utf8') ?? ''
  expect(text).toContain(from)
  const correction = { bytes: Buffer.from(text.replaceAll(from, to)), version: kept?.version ?? '' }
  return replay(gate, { id, actor: 'user:1', reader, signal, correction })
}

const HISTORY = [
  '订单编号,总金额,实付金额,退款金额,下单时间,收货省份,备注',
  '1001,178.80,178.80,,2026-11-11 10:00:00,浙江省,𠮷野家 🐈',
  '1002,1e400,,,2026-11-11 10:00:00,浙江省,',
  '10\u000003,5,5,,2026-11-11 10:00:00,浙江省,',
  '3.8E+18,5,5,,2026-11-11 10:00:00,浙江省,',
  '1004,=1+1,5,,2026-11-11 10:00:00,浙江省,"=HYPERLINK(""http://evil"")"',
  '1005,5,5,,46337.5,浙江省,dates as numbers',
  '1006,5,5,,2026-02-31 10:00:00,浙江省,',
  '1007,-5,,,2026-11-11 10:00:00,浙江省,',
  '1008,5,9,,2026-11-11 10:00:00,浙江省,',
  '1009,5,5',
  '1010,"5,5,,2026-11-11 10:00:00,浙江省,',
  ',5,5,,2026-11-11 10:00:00,浙江省,',
  '1001,178.80,178.80,,2026-11-11 10:00:00,浙江省,',
  '1011,5,5,5,2026-11-11 10:00:00,"浙江省',
].join('\n')

test('every bad cell of a report is named by row and column, the rest goes in, nothing is lost', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const { view, results } = await importFile(gate, bytesSource(Buffer.from(HISTORY)))
  expect(
    results.flatMap(({ firstRow, outcome, code, field }) => (code === '' ? [] : [[firstRow, outcome, code, field]])),
  ).toEqual([
    [3, 'quarantined', 'bad_amount', 'payable'],
    [4, 'quarantined', 'bad_text', 'order_id'],
    [5, 'quarantined', 'id_as_number', 'order_id'],
    [6, 'quarantined', 'bad_amount', 'payable'],
    [8, 'quarantined', 'bad_time', 'placed_at'],
    [9, 'quarantined', 'bad_amount', 'payable'],
    [10, 'quarantined', 'amount_mismatch', 'paid'],
    [11, 'quarantined', 'wrong_width', ''],
    [12, 'quarantined', 'quotes_unclosed', ''],
    [13, 'quarantined', 'missing', 'order_id'],
    [14, 'unchanged', 'repeats_row', ''],
    [15, 'quarantined', 'quotes_unclosed', ''],
  ])
  expect(view).toMatchObject({ state: 'done', rowsTotal: 14, imported: 2, unchanged: 1, quarantined: 11 })
  const open = await waiting(gate)
  expect(open).toHaveLength(11)
  // Rows are set aside several at once, in no order.
  const reason = 'row 3, payable: expected yuan, at least 0, at most two decimals, found 1e400'
  expect(open.find((row) => row.reason === reason)).toMatchObject({ code: 'undecodable', field: 'payable' })
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('a bad row, mended and replayed, is the order an untouched row would have been', async () => {
  const head = '订单编号,总金额,下单时间\n'
  await using touched = await openTestEngine()
  await using untouched = await openTestEngine()
  const bad = bytesSource(Buffer.from(`${head}1,1e400,2026-11-11 10:00:00\n2,7,2026-11-11 10:00:00\n`))
  await importFile(touched.gate, bad, { mode: 'history' })
  await importFile(
    untouched.gate,
    bytesSource(Buffer.from(`${head}1,14.00,2026-11-11 10:00:00\n2,7,2026-11-11 10:00:00\n`)),
  )
  const [row] = await waiting(touched.gate)
  const id = row?.id ?? 0
  expect(await replay(touched.gate, { id, actor: 'user:1', reader, signal })).toMatchObject({
    outcome: 'failed',
    problem: { code: 'undecodable', field: 'payable' },
  })
  // Imported again, the same row is counted once more and waits once.
  await importFile(touched.gate, bad, { mode: 'history' })
  expect(await touched.gate.database`select seen from quarantine`).toEqual([{ seen: 2 }])
  expect(await mend(touched.gate, id, ['1e400', '14.00'])).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })
  expect(await stateHash(touched.gate.database)).toBe(await stateHash(untouched.gate.database))
  expect(isSound(await verify(touched.gate.database))).toBe(true)
})

test('a mended row cannot become another order', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  await importFile(gate, bytesSource(Buffer.from('订单编号,总金额,下单时间\n1,x,2026-11-11 10:00:00\n')))
  const [row] = await waiting(gate)
  const changed = await mend(gate, row?.id ?? 0, ['"order_id":"1"', '"order_id":"2"'])
  expect(changed).toMatchObject({ outcome: 'failed', problem: { code: 'undecodable' } })
  const text = await mend(gate, row?.id ?? 0, [
    '"order_id":"1","placed_at":"2026-11-11 10:00:00","payable":"x"',
    '"order_id":"2","placed_at":"2026-11-11 10:00:00","payable":"1"',
  ])
  expect(text).toMatchObject({ outcome: 'failed', problem: { field: 'order_id' } })
})

test('a file in GB18030, rare characters and all', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const bytes = Buffer.concat([
    Buffer.from(`${GB.header}2cb1b8d7a22cd0b6ca0a`, 'hex'),
    Buffer.from('1,5,2026-11-11 10:00:00,'),
    Buffer.from(`${GB.zhejiang}${GB.rare}`, 'hex'),
    Buffer.from(',x\n'),
  ])
  const { view } = await importFile(gate, bytesSource(bytes), { mode: 'history' })
  expect(view).toMatchObject({ state: 'done', imported: 1, quarantined: 0 })
})

const LIVE_HEADER = ['订单编号', '下单时间', '商家编码', '数量', '单价', '收货人', '手机', '收货地址']
const TO_SHIP = {
  rows: [
    LIVE_HEADER,
    ['9001', 46_337.5, 'A', 2, 10, '张三', 13_800_138_000, '浙江省杭州市文三路 1 号'],
    ['', '', 'B', 1, 5.5, '', '', ''],
    ['9002', '2026-11-11 10:00:00', 'A', 0, 10, '李四', '13900139000', '广东省深圳市'],
    ['9003', '2026-11-11 10:00:00', 'A', 1, 10, '王五', '13900139001', '广东省深圳市'],
    ['9003', '2026-11-11 10:00:00', 'A', 1, 10, '王五', '13900139001', '广东省深圳市'],
    [{ xml: '<c><v>3.8000000000000001E+18</v></c>' }, '2026-11-11 10:00:00', 'A', 1, 10, '王五', '1', '广东省'],
    ['9004', '2026-11-11 10:00:00', 'A', { xml: '<c t="e"><v>#REF!</v></c>' }, 10, '王五', '1', '广东省'],
    ['9005', '2026-11-11 10:00:00', 'A', 1, 10, '赵六', '13900139002', '广东省深圳市'],
    ['9001', '2026-11-11 12:00:00', 'C', 1, 4, '张三', '13800138000', '浙江省杭州市文三路 2 号'],
  ],
  merges: ['A2:A3', 'B2:B3', 'F2:F3', 'G2:G3', 'H2:H3', 'G9:H9'],
}

test('orders to be shipped: lines of one order far apart, merged cells, and what is doubtful is not shipped', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  for (const sku of ['A', 'B', 'C']) await gate.submit(receive(sku, 'HD', 10))
  const { results, view } = await importFile(gate, bytesSource(makeXlsx(TO_SHIP)), { fileName: 'to-ship.xlsx' })
  expect(results.flatMap(({ firstRow, code, field }) => (code === '' ? [] : [[firstRow, code, field]]))).toEqual([
    [2, 'sibling_bad', ''],
    [3, 'sibling_bad', ''],
    [4, 'bad_quantity', 'quantity'],
    [5, 'sibling_bad', ''],
    [6, 'repeated_line', ''],
    [7, 'id_as_number', 'order_id'],
    [8, 'cell_error', 'quantity'],
    [9, 'merged_cell', 'address'],
    [10, 'disagrees', 'placed_at'],
  ])
  expect(view).toMatchObject({ imported: 0, quarantined: 9 })
  expect(await gate.database`select 1 as one from orders`).toEqual([])
  const [first] = (await waiting(gate)).filter(({ field }) => field === 'quantity')
  const answer = await mend(gate, first?.id ?? 0, ['"quantity":{"number":"0"}', '"quantity":"3"'])
  expect(answer).toMatchObject({ outcome: 'replayed', answers: ['recorded'] })
  expect(await gate.database`select ordered from line_demands`).toEqual([{ ordered: 3 }])
})

test('orders to be shipped are allocated, and a second time they are the same orders', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  for (const sku of ['A', 'B']) await gate.submit(receive(sku, 'HD', 10))
  const file = bytesSource(makeXlsx({ rows: TO_SHIP.rows.slice(0, 3), merges: TO_SHIP.merges.slice(0, 5) }))
  const { view } = await importFile(gate, file, { fileName: 'to-ship.xlsx' })
  expect(view).toMatchObject({ state: 'done', imported: 2, plan: { mode: 'live' } })
  expect(await gate.database`select payable_fen, payment from orders`).toEqual([
    { payable_fen: 2_550, payment: 'paid' },
  ])
  const [work] = await gate.database`select count(*)::int as allocations from allocations`
  expect(work).toEqual({ allocations: 2 })
  const hash = await stateHash(gate.database)
  expect((await importFile(gate, file)).view).toMatchObject({ unchanged: 2, imported: 0 })
  expect(await stateHash(gate.database)).toBe(hash)
  expect(isSound(await verify(gate.database))).toBe(true)
})

test('one bad row refuses the whole file where that was asked for, and names all bad rows', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const { end, view, results } = await importFile(gate, bytesSource(Buffer.from(HISTORY)), { badRows: 'refuse_file' })
  expect(end).toBe('refused')
  expect(view).toMatchObject({ state: 'refused', imported: 0, quarantined: 0, refused: 11 })
  expect(results.map(({ firstRow }) => firstRow)).toEqual([3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15])
  expect(await gate.database`select 1 as one from orders`).toEqual([])
  expect(await gate.database`select 1 as one from quarantine`).toEqual([])
})

test('an import taken over leaves alone the rows that are told of', async () => {
  await using world = await openTestEngine()
  const { gate } = world
  const lines = Array.from({ length: 2_000 }, (_, index) => `${index + 1},5,2026-11-11 10:00:00`)
  const content = Buffer.from(`订单编号,总金额,下单时间\n${lines.join('\n')}\n`)
  const told = [{ firstRow: 2, lastRow: 1_001, outcome: 'imported', problem: null }] as const
  const { view } = await importFile(gate, bytesSource(content, 4_096), { mode: 'history', told })
  expect(view).toMatchObject({ state: 'done', imported: 2_000, quarantined: 0 })
  const [counts] = await gate.database`
    select (select count(*)::int from orders) as orders, (select count(*)::int from import_results) as runs`
  expect(counts).toMatchObject({ orders: 1_000 })
  expect(counts?.['runs']).toBeLessThan(10)
})
