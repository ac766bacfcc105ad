import { PATHS } from '@tidegate/contract'
import type {
  NewestReplayRun,
  QuarantineContent,
  QuarantineDetail,
  QuarantinePage,
  QuarantinePreview,
  QuarantineReasons,
  ReplayResult,
  StartedReplayRun,
} from '@tidegate/contract'
import { expect, test } from 'vitest'
import { receive, SHOP } from '../../../../tools/test-world.ts'
import { sampleLine, sampleTrade, toAnswerText } from '../../../connectors/src/channels/taobao/sample-trades.ts'
import { openTestApp } from './test-app.ts'
import type { TestAnswer, TestApp } from './test-app.ts'

const NUM = '/trade_fullinfo_get_response/trade/orders/order/0/num'
const SOURCE = 'channel:taobao/main'

const idOf = (n: number): string => `38${String(n).padStart(17, '0')}`

function trade(n: number, line: Record<string, unknown> = {}): string {
  const one = sampleLine({ oid: idOf(n), outer_sku_id: 'A', ...line })
  return toAnswerText(sampleTrade({ tid: idOf(n), payment: '85.38', orders: { order: [one] } }))
}

/** A trade whose only line says 0 pieces. */
async function keepBroken(rig: TestApp, n: number): Promise<string> {
  const id = await rig.engine.gate.quarantine({
    key: { ...SHOP, platformOrderId: idOf(n) },
    source: SOURCE,
    code: 'undecodable',
    field: 'orders.order[0].num',
    reason: 'orders.order[0].num: expected an integer from 1 to 100000, found 0',
    raw: Buffer.from(trade(n, { num: 0 })),
  })
  return String(id)
}

interface Desk {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  send(path: string, body: unknown): Promise<TestAnswer>
}

async function deskOf(rig: TestApp): Promise<Desk> {
  const headers = { cookie: await rig.signIn('operations') }
  const send = (path: string, body: unknown) => rig.ask(path, { method: 'POST', headers, body })
  const accepted = <T>(answer: TestAnswer): T => {
    expect(answer.status, answer.text).toBe(200)
    return answer.json as T
  }
  return {
    get: async <T>(path: string) => accepted<T>(await rig.ask(path, { headers })),
    post: async <T>(path: string, body: unknown) => accepted<T>(await send(path, body)),
    send,
  }
}

const at = (path: string, id: string): string => path.replace(':id', id)

test('rows are listed by filter a page at a time, and counted by reason', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  for (let n = 1; n <= 5; n += 1) await keepBroken(rig, n)
  const other = { key: null, source: 'import:june.csv', code: 'no_id', reason: 'row 7 has no order number' }
  await rig.engine.gate.quarantine({ ...other, raw: Buffer.from('a,b,c') })
  expect(await desk.get<QuarantineReasons>(PATHS.quarantineReasons)).toMatchObject({
    reasons: [
      { code: 'undecodable', field: 'orders.order[0].num', count: 5 },
      { code: 'no_id', field: null, count: 1 },
    ],
  })
  const first = await desk.get<QuarantinePage>(`${PATHS.quarantine}?limit=4&code=undecodable`)
  const rest = await desk.get<QuarantinePage>(`${PATHS.quarantine}?limit=4&code=undecodable&before=${first.next ?? ''}`)
  const ids = [...first.entries, ...rest.entries].map(({ order }) => order?.platformOrderId)
  expect(ids).toEqual([5, 4, 3, 2, 1].map(idOf))
  expect(rest.next).toBeNull()
  const imports = await desk.get<QuarantinePage>(`${PATHS.quarantine}?source=import%3A`)
  expect(imports.entries).toMatchObject([{ code: 'no_id', order: null, isPoison: false, seen: 1, attempts: 0 }])
  expect((await desk.get<QuarantinePage>(`${PATHS.quarantine}?olderThanSeconds=3600`)).entries).toEqual([])
  expect((await desk.get<QuarantinePage>(`${PATHS.quarantine}?state=ended`)).entries).toEqual([])
  const field = encodeURIComponent('orders.order[0].num')
  expect((await desk.get<QuarantinePage>(`${PATHS.quarantine}?field=${field}`)).entries).toHaveLength(5)
})

test('a value is mended, previewed, replayed; who looked and what changed is on record, no value is', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  await rig.engine.gate.submit(receive('A', 'HD', 9))
  const id = await keepBroken(rig, 1)
  const content = await desk.post<QuarantineContent>(at(PATHS.quarantineContent, id), { reason: '核对数量' })
  expect(content).toMatchObject({ isCorrectable: true, isUtf8: true, correction: null, mark: { pointer: NUM } })
  expect(content.text.slice(content.mark?.start, content.mark?.end)).toBe('0')
  expect(content.text).toContain('"tid": 3800000000000000001')

  const asItIs = await desk.post<QuarantinePreview>(at(PATHS.quarantinePreview, id), {})
  expect(asItIs).toMatchObject({ commands: null, problem: { field: 'orders.order[0].num' }, mark: { pointer: NUM } })
  const correction = { version: content.version, edits: [{ pointer: NUM, json: '3' }] }
  const becomes = await desk.post<QuarantinePreview>(at(PATHS.quarantinePreview, id), { correction })
  expect(becomes.commands).toMatchObject([
    {
      kind: 'record_order',
      order: { platformOrderId: idOf(1), region: '浙江省 杭州市 余杭区', lines: [{ quantity: 3 }] },
    },
  ])
  expect(JSON.stringify(becomes)).not.toContain('张**')

  const result = await desk.post<ReplayResult>(at(PATHS.quarantineReplay, id), { correction })
  expect(result).toMatchObject({ outcome: 'replayed', problem: null })
  const detail = await desk.get<QuarantineDetail>(at(PATHS.quarantineEntry, id))
  expect(detail.entry).toMatchObject({
    end: { as: 'replayed' },
    orderNumbers: result.orderNumbers,
    hasCorrection: true,
  })
  expect(detail.actions.map(({ action, detail: what }) => `${action}: ${what}`)).toEqual([
    'replayed: recorded',
    `corrected: ${NUM}`,
    'opened: 核对数量',
  ])
  const order = await desk.get<{ lines: { quantity: number }[] }>(
    PATHS.order.replace(':number', result.orderNumbers[0] ?? ''),
  )
  expect(order.lines).toMatchObject([{ quantity: 3 }])
  expect(await desk.post(at(PATHS.quarantineReplay, id), {})).toMatchObject({ outcome: 'already_resolved' })
  expect(rig.logs.join('')).not.toContain('请尽快发货')
})

test('the whole text may be corrected too; a correction of older content is told so', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  const id = await keepBroken(rig, 1)
  const { version } = await desk.post<QuarantineContent>(at(PATHS.quarantineContent, id), { reason: 'why not' })
  const stale = { version: 'f'.repeat(32), text: trade(1) }
  expect(await desk.post(at(PATHS.quarantineReplay, id), { correction: stale })).toMatchObject({
    outcome: 'content_changed',
  })
  const wrong = { version, text: trade(1, { num: -1 }) }
  expect(await desk.post(at(PATHS.quarantineReplay, id), { correction: wrong })).toMatchObject({
    outcome: 'failed',
    problem: { reason: 'orders.order[0].num: expected an integer from 1 to 100000, found -1' },
  })
  const again = await desk.post<QuarantineContent>(at(PATHS.quarantineContent, id), { reason: 'once more' })
  expect(again.correction).toContain('"num": -1')
  expect(again.correction?.slice(again.mark?.start, again.mark?.end)).toBe('-1')
  expect(await desk.post(at(PATHS.quarantineReplay, id), { correction: { version, text: trade(1) } })).toMatchObject({
    outcome: 'replayed',
  })
})

test('what cannot be done is refused with the field at fault', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  const id = await keepBroken(rig, 1)
  const refused = async (path: string, body: unknown) => (await desk.send(at(path, id), body)).json
  expect(await refused(PATHS.quarantineContent, { reason: '   ' })).toMatchObject({ field: '/reason' })
  expect(await refused(PATHS.quarantineContent, {})).toMatchObject({ field: '/reason' })
  const version = 'x'
  const both = { version, text: '{}', edits: [{ pointer: '/a', json: '1' }] }
  for (const correction of [both, { version }])
    expect(await refused(PATHS.quarantinePreview, { correction })).toMatchObject({ field: '/correction' })
  const edits = [{ pointer: NUM, json: '"open' }]
  expect(await refused(PATHS.quarantineReplay, { correction: { version, edits } })).toMatchObject({
    field: '/correction/edits/0/json',
    expected: 'one JSON value',
  })
  const own = (await rig.engine.gate.submit({
    kind: 'cancel_order',
    actor: 'user:1',
    key: { ...SHOP, platformOrderId: 'nul\u0000' },
    reason: 'x',
  })) as unknown as { quarantineId: number }
  const poison = String(own.quarantineId)
  expect(
    (await desk.send(at(PATHS.quarantineReplay, poison), { correction: { version, text: '{}' } })).json,
  ).toMatchObject({ code: 'bad_request', field: '/correction' })
  const shown = await desk.post<QuarantineContent>(at(PATHS.quarantineContent, poison), { reason: 'look' })
  expect(shown).toMatchObject({ isCorrectable: false, mark: null })
  expect(shown.text).toContain('"kind": "cancel_order"')
  for (const path of [PATHS.quarantineContent, PATHS.quarantineDiscard])
    expect((await desk.send(at(path, '999999999'), { reason: 'gone' })).status).toBe(
      path.endsWith('content') ? 404 : 200,
    )
  expect((await desk.send(at(PATHS.quarantinePreview, '999999999'), {})).status).toBe(404)
  expect((await desk.send(at(PATHS.quarantineReplay, 'one'), {})).status).toBe(400)
})

test('a discarded row says why and can be taken back', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  const id = await keepBroken(rig, 1)
  const decide = (path: string, reason: string) => desk.post<{ done: boolean }>(at(path, id), { reason })
  expect(await decide(PATHS.quarantineReopen, 'not discarded')).toEqual({ done: false })
  expect(await decide(PATHS.quarantineDiscard, '测试单')).toEqual({ done: true })
  expect(await decide(PATHS.quarantineDiscard, 'again')).toEqual({ done: false })
  const ended = await desk.get<QuarantinePage>(`${PATHS.quarantine}?state=ended`)
  expect(ended.entries).toMatchObject([{ id, end: { as: 'discarded' } }])
  expect(await decide(PATHS.quarantineReopen, 'a real order')).toEqual({ done: true })
  expect((await desk.get<QuarantineDetail>(at(PATHS.quarantineEntry, id))).actions).toMatchObject([
    { action: 'reopened', detail: 'a real order' },
    { action: 'discarded', detail: '测试单' },
  ])
})

test('all that a filter matches is replayed beside everything else, and what fails again stays', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  const { gate } = rig.engine
  const GOOD = 230
  for (let n = 1; n <= GOOD; n += 1) {
    const key = { ...SHOP, platformOrderId: idOf(n) }
    await gate.quarantine({
      key,
      source: SOURCE,
      code: 'undecodable',
      reason: 'an older decoder',
      raw: Buffer.from(trade(n)),
    })
  }
  for (let n = 901; n <= 903; n += 1) await keepBroken(rig, n)
  await gate.quarantine({ key: null, source: 'import:x', code: 'no_id', reason: 'x', raw: Buffer.from('x') })
  const answers = await Promise.all(
    [1, 2, 3].map(() => desk.post<StartedReplayRun>(PATHS.quarantineReplays, { filter: { source: 'channel:' } })),
  )
  expect(answers.filter(({ started }) => started)).toHaveLength(1)
  expect(answers[0]?.run.total).toBe(GOOD + 3)
  const ended = async () => (await desk.get<NewestReplayRun>(PATHS.quarantineReplays)).run?.endedAt ?? null
  await expect.poll(ended, { timeout: 60_000 }).not.toBeNull()
  expect((await desk.get<NewestReplayRun>(PATHS.quarantineReplays)).run).toMatchObject({ replayed: GOOD, failed: 3 })
  expect(await gate.database`select count(*) as count from orders`).toEqual([{ count: GOOD }])
  const { entries } = await desk.get<QuarantinePage>(PATHS.quarantine)
  expect(entries.map(({ code, attempts }) => `${code} ${attempts}`).toSorted()).toEqual([
    'no_id 0',
    ...Array.from({ length: 3 }, () => 'undecodable 1'),
  ])
})

test('a run whose process died is ended by the next one', async () => {
  await using rig = await openTestApp()
  const desk = await deskOf(rig)
  await keepBroken(rig, 1)
  const owner = rig.engine.engine.control
  await owner`
    insert into merchant_test.replay_runs (id, started_by, filter, total, seen_at)
    values (1, 'user:9', '{}', 5, now() - interval '10 seconds')`
  const start = () => desk.post<StartedReplayRun>(PATHS.quarantineReplays, { filter: {} })
  expect(await start()).toMatchObject({ started: false, run: { id: '1' } })
  await owner`update merchant_test.replay_runs set seen_at = now() - interval '2 minutes'`
  expect(await start()).toMatchObject({ started: true, run: { total: 1 } })
})

test('content is for people who mend it, and for no key', async () => {
  await using rig = await openTestApp()
  const id = await keepBroken(rig, 1)
  const look = async (headers: Record<string, string>) =>
    (await rig.ask(at(PATHS.quarantineContent, id), { method: 'POST', headers, body: { reason: 'look' } })).status
  expect(await look({ cookie: await rig.signIn('viewer') })).toBe(403)
  expect(await look({ cookie: await rig.signIn('service') })).toBe(403)
  expect(await look({ ...(await rig.keyHeaders(['orders:read', 'orders:write'])) })).toBe(403)
  expect(await look({ cookie: await rig.signIn('owner') })).toBe(200)
  const [looks] = await rig.engine.gate.database`select count(*) as count from quarantine_actions`
  expect(looks).toEqual({ count: 1 })
})
