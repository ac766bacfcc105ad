// Files over HTTP: who may, pieces in order, a look before anything is imported, a report that no spreadsheet runs.

import type { Import, ImportPreview, ImportReceived, ImportRows, Problem } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import { runImports } from '../import/import-runner.ts'
import { createLog } from '../log.ts'
import { openTestApp } from './test-app.ts'
import type { TestAnswer, TestApp } from './test-app.ts'

const CSV = [
  '订单编号,下单时间,金额,手机',
  '1,2026-11-11 10:00:00,12.30,13800138000',
  '2,2026-11-11 10:00:00,=1+1,13800138001',
  '3,2026-11-11 10:00:00,5,13800138002',
].join('\n')
const COLUMNS = { order_id: '订单编号', placed_at: '下单时间', payable: '金额' }
const WISH = { source: 'erp', mode: 'history', columns: COLUMNS }
const BYTES = { 'content-type': 'application/octet-stream' }

type Headers = Record<string, string>

async function upload(app: TestApp, headers: Headers, content = Buffer.from(CSV)): Promise<string> {
  const body = { fileName: '../../etc/老订单.csv', bytes: content.byteLength }
  const created = await app.ask('/api/v1/imports', { method: 'POST', headers, body })
  const { id } = created.json as Import
  await put(app, id, { start: 0, content, headers })
  return id
}

function put(
  app: TestApp,
  id: string,
  { start, content, headers }: { start: number; content: Uint8Array; headers: Headers },
): Promise<TestAnswer> {
  const path = `/api/v1/imports/${id}/content?start=${start}`
  return app.ask(path, { method: 'PUT', headers: { ...headers, ...BYTES }, body: content })
}

const post = (app: TestApp, path: string, { headers, body }: { headers: Headers; body?: unknown }) =>
  app.ask(`/api/v1/imports/${path}`, { method: 'POST', headers, ...(body === undefined ? {} : { body }) })

/** Lets the runner of the program work until the import has ended. */
async function runToEnd(app: TestApp, id: string, headers: Headers): Promise<Import> {
  const stopping = new AbortController()
  const gates = () => Promise.resolve([app.engine.gate])
  const runner = runImports({
    gates,
    holder: 'test',
    clock: systemClock,
    log: createLog('silent'),
    signal: stopping.signal,
  })
  const read = async () => (await app.ask(`/api/v1/imports/${id}`, { headers })).json as Import
  await expect.poll(async () => (await read()).endedAt, { timeout: 20_000 }).not.toBeNull()
  stopping.abort()
  await runner
  return read()
}

test('a file is uploaded, looked at, imported and reported', async () => {
  await using app = await openTestApp()
  const headers = await app.keyHeaders(['orders:read', 'orders:write'])
  const id = await upload(app, headers)
  expect((await app.ask(`/api/v1/imports/${id}`, { headers })).json).toMatchObject({
    fileName: '老订单.csv',
    state: 'ready',
  })

  const guessed = (await post(app, `${id}/preview`, { headers, body: {} })).json as ImportPreview
  expect(guessed.table).toMatchObject({ origin: 'guessed', missing: ['payable'], problems: [], headerRow: 1 })
  expect(guessed.table?.rows[0]).toEqual({ row: 2, cells: ['1', '2026-11-11 10:00:00', '12.30', '1***'] })
  const lacking = await post(app, `${id}/start`, { headers, body: { ...WISH, columns: { order_id: '订单编号' } } })
  expect([lacking.status, (lacking.json as Problem).field]).toEqual([400, '/columns/placed_at'])

  const own = (await post(app, `${id}/preview`, { headers, body: { columns: COLUMNS } })).json as ImportPreview
  expect(own.table).toMatchObject({ origin: 'asked', missing: [], problems: [{ row: 3, code: 'bad_amount' }] })
  expect((await post(app, `${id}/start`, { headers, body: WISH })).json).toMatchObject({ state: 'queued' })
  expect((await post(app, `${id}/start`, { headers, body: WISH })).status).toBe(409)

  expect(await runToEnd(app, id, headers)).toMatchObject({ state: 'done', imported: 2, quarantined: 1, rowsTotal: 3 })
  const rows = (await app.ask(`/api/v1/imports/${id}/rows?withProblem=true`, { headers })).json as ImportRows
  expect(rows).toMatchObject({ rows: [{ firstRow: 3, code: 'bad_amount', found: '=1+1' }], next: null })
  const page = (await app.ask(`/api/v1/imports/${id}/rows?limit=1`, { headers })).json as ImportRows
  expect(page.next).toBe(2)
  const report = await app.ask(`/api/v1/imports/${id}/report.csv`, { headers })
  expect(report.headers['content-disposition']).toBe(`attachment; filename="import-${id}.csv"`)
  expect(report.text).toContain('3,3,quarantined,bad_amount,payable,')
  expect(report.text).toContain(",'=1+1\r\n")
  const mappings = (await app.ask('/api/v1/imports/mappings', { headers })).json
  expect(mappings).toMatchObject({ mappings: [{ name: 'erp', version: 1, mapping: { columns: COLUMNS } }] })
  const again = await upload(app, headers)
  const saved = (await post(app, `${again}/preview`, { headers, body: { source: 'erp' } })).json as ImportPreview
  expect(saved.table).toMatchObject({ origin: 'saved', mapping: { columns: COLUMNS } })
})

test('a piece that is not next changes nothing and hears what is', async () => {
  await using app = await openTestApp()
  const headers = await app.keyHeaders(['orders:write'])
  const created = await app.ask('/api/v1/imports', { method: 'POST', headers, body: { fileName: 'a.csv', bytes: 10 } })
  const { id } = created.json as Import
  const send = async (start: number, text: string) =>
    (await put(app, id, { start, content: Buffer.from(text), headers })).json as ImportReceived
  expect(await send(5, 'aaaaa')).toEqual({ receivedBytes: 0, isWhole: false })
  expect(await send(0, 'aaaaa')).toEqual({ receivedBytes: 5, isWhole: false })
  expect(await send(0, 'aaaaa')).toEqual({ receivedBytes: 5, isWhole: false })
  expect((await put(app, id, { start: 5, content: Buffer.from('aaaaaa'), headers })).status).toBe(400)
  expect((await post(app, `${id}/preview`, { headers, body: {} })).status).toBe(409)
  expect(await send(5, 'aaaaa')).toEqual({ receivedBytes: 10, isWhole: true })
  expect((await put(app, id, { start: 10, content: Buffer.alloc(0), headers })).status).toBe(400)
  const large = await put(app, id, { start: 10, content: Buffer.alloc(5 * 1_024 * 1_024), headers })
  expect(large.status).toBe(413)
  expect((await put(app, '999', { start: 0, content: Buffer.from('a'), headers })).status).toBe(404)
})

test('a file that cannot be read says so and is not imported', async () => {
  await using app = await openTestApp()
  const headers = await app.keyHeaders(['orders:read', 'orders:write'])
  const id = await upload(app, headers, Buffer.from('d0cf11e0a1b11ae1', 'hex'))
  expect((await post(app, `${id}/preview`, { headers, body: {} })).json).toMatchObject({
    table: null,
    problem: { code: 'unsupported' },
  })
  await post(app, `${id}/start`, { headers, body: WISH })
  expect((await runToEnd(app, id, headers)).failure).toMatch(/^unsupported: /)
})

test('who only reads may not import; a marketplace tells its live orders itself; bytes are for one route only', async () => {
  await using app = await openTestApp()
  const reading = await app.keyHeaders(['orders:read'])
  const writing = await app.keyHeaders(['orders:write'])
  const body = { fileName: 'a.csv', bytes: 10 }
  expect((await app.ask('/api/v1/imports', { method: 'POST', headers: reading, body })).status).toBe(403)
  const cookie = await app.signIn('viewer')
  expect((await app.ask('/api/v1/imports', { method: 'POST', headers: { cookie }, body })).status).toBe(403)
  expect((await app.ask('/api/v1/imports', { headers: { cookie } })).status).toBe(200)
  const id = await upload(app, writing)
  const live = {
    ...WISH,
    source: 'taobao/main',
    mode: 'live',
    columns: { ...COLUMNS, sku_code: '手机', quantity: '金额' },
  }
  expect((await post(app, `${id}/start`, { headers: writing, body: live })).json).toMatchObject({ field: '/mode' })
  const odd = { ...WISH, source: 'no such source!' }
  expect((await post(app, `${id}/start`, { headers: writing, body: odd })).json).toMatchObject({ field: '/source' })
  const sent = { method: 'POST', headers: { ...writing, ...BYTES }, body: Buffer.from('{}') }
  expect((await app.ask('/api/v1/imports', sent)).status).toBe(400)
  expect((await post(app, `${id}/cancel`, { headers: writing })).json).toMatchObject({ state: 'cancelled' })
})
