// An evening's quarantine: mostly one cause, as it mostly is.

import { PATHS } from '@tidegate/contract'
import type {
  QuarantineAction,
  QuarantineContent,
  QuarantineEntry,
  QuarantinePreview,
  QuarantineReason,
  ReplayResult,
  ReplayRun,
} from '@tidegate/contract'
import { FakeRefusal } from './route.ts'
import type { FakeCall, FakeRoute } from './route.ts'
import type { FakeState } from './world.ts'

const MINUTE = 60_000
const NUM = '/trade_fullinfo_get_response/trade/orders/order/0/num'

interface FakeEntry {
  entry: QuarantineEntry
  actions: QuarantineAction[]
}

const worlds = new WeakMap<FakeState, { entries: FakeEntry[]; run: ReplayRun | null }>()

function worldOf(state: FakeState): { entries: FakeEntry[]; run: ReplayRun | null } {
  const known = worlds.get(state)
  if (known !== undefined) return known
  const made = { entries: state.empty ? [] : evening(Date.now()), run: null }
  worlds.set(state, made)
  return made
}

export const quarantineRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.quarantine, answer: pageOf },
  { method: 'GET', path: PATHS.quarantineReasons, answer: ({ state }) => ({ reasons: reasonsOf(state) }) },
  { method: 'GET', path: PATHS.quarantineReplays, answer: ({ state }) => ({ run: worldOf(state).run }) },
  { method: 'POST', path: PATHS.quarantineReplays, answer: startRun },
  { method: 'GET', path: PATHS.quarantineEntry, answer: (call) => found(call) },
  { method: 'POST', path: PATHS.quarantineContent, answer: contentOf },
  { method: 'POST', path: PATHS.quarantinePreview, answer: previewOf },
  { method: 'POST', path: PATHS.quarantineReplay, answer: replayOf },
  { method: 'POST', path: PATHS.quarantineDiscard, answer: (call) => end(call, 'discarded') },
  { method: 'POST', path: PATHS.quarantineReopen, answer: reopen },
]

function evening(now: number): FakeEntry[] {
  const ago = (minutes: number) => new Date(now - minutes * MINUTE).toISOString()
  const taobao = (id: string) => ({ channel: 'taobao', shop: 'petfood', platformOrderId: id })
  const base = { isPoison: false, hasCorrection: false, seen: 1, attempts: 0, end: null, orderNumbers: [] }
  const zero = Array.from({ length: 23 }, (_, n): QuarantineEntry => ({
    ...base,
    id: String(7_100_000 + n),
    source: 'channel:taobao/petfood',
    code: 'undecodable',
    field: 'orders.order[0].num',
    reason: 'orders.order[0].num: expected an integer from 1 to 100000, found 0',
    order: taobao(`3817183${String(52_481_900_000 + n * 7_310)}`),
    seen: 3 + (n % 11),
    firstAt: ago(4 + n * 6),
    lastAt: ago(1),
  }))
  const others: QuarantineEntry[] = [
    {
      ...base,
      id: '7200001',
      source: 'channel:taobao/petfood/refund/1617183524819000340',
      code: 'refund_order_unknown',
      field: null,
      reason: 'refund 1617183524819000340 of 12800 fen: its order could not be recorded',
      order: taobao('3817183524819000340'),
      attempts: 2,
      firstAt: ago(1_610),
      lastAt: ago(9),
    },
    {
      ...base,
      id: '7200002',
      source: 'import:大促预售 6月.csv',
      code: 'undecodable',
      field: '金额',
      reason: '金额: expected yuan as text, found text of 6 characters',
      order: null,
      firstAt: ago(75),
      lastAt: ago(75),
    },
    {
      ...base,
      id: '7200003',
      source: 'command:record_order',
      code: 'poison',
      field: null,
      reason: 'PostgresError 23514 orders_money_not_negative: new row for relation "…"',
      order: { channel: 'jd', shop: 'zoo', platformOrderId: '298712340011' },
      isPoison: true,
      firstAt: ago(41),
      lastAt: ago(41),
    },
  ]
  return [...others, ...zero].map((entry) => ({ entry, actions: [] }))
}

function pageOf({ state, query }: FakeCall) {
  const age = Number(query.get('olderThanSeconds') ?? 0) * 1_000
  const entries = worldOf(state)
    .entries.map(({ entry }) => entry)
    .filter(
      (entry) =>
        (entry.end === null) === (query.get('state') !== 'ended') &&
        entry.source.startsWith(query.get('source') ?? '') &&
        (query.get('code') ?? entry.code) === entry.code &&
        (query.get('field') ?? entry.field) === entry.field &&
        Date.now() - Date.parse(entry.firstAt) >= age,
    )
  return { entries, next: null }
}

function reasonsOf(state: FakeState): QuarantineReason[] {
  const reasons = new Map<string, QuarantineReason>()
  for (const { entry } of worldOf(state).entries) {
    if (entry.end !== null) continue
    const key = `${entry.code} ${entry.field ?? ''}`
    const { count, oldestAt } = reasons.get(key) ?? { count: 0, oldestAt: entry.firstAt }
    const oldest = oldestAt < entry.firstAt ? oldestAt : entry.firstAt
    reasons.set(key, { code: entry.code, field: entry.field, count: count + 1, oldestAt: oldest })
  }
  return [...reasons.values()].toSorted((left, right) => right.count - left.count)
}

/** Half of them are mended, after a few seconds. */
function startRun({ state }: FakeCall) {
  const world = worldOf(state)
  const total = world.entries.filter(({ entry }) => entry.end === null).length
  const startedAt = new Date().toISOString()
  const run: ReplayRun = { id: '1', startedBy: 'user:1', startedAt, endedAt: null, total, replayed: 0, failed: 0 }
  world.run = run
  const timer = setInterval(() => {
    if (run.replayed + run.failed < total) run[run.replayed > total / 2 ? 'failed' : 'replayed'] += 1
    else {
      run.endedAt = new Date().toISOString()
      clearInterval(timer)
    }
  }, 150)
  timer.unref()
  return { started: true, run }
}

function found({ state, params: { id = '' } }: FakeCall): FakeEntry {
  const entry = worldOf(state).entries.find((each) => each.entry.id === id)
  if (entry === undefined) throw new FakeRefusal('not_found')
  return entry
}

function contentOf(call: FakeCall): QuarantineContent {
  const row = found(call)
  const { reason } = call.body as { reason: string }
  row.actions.unshift({ at: new Date().toISOString(), actor: 'user:1', action: 'opened', detail: reason })
  const text = textOf(row.entry)
  const start = text.indexOf('"num": 0') + '"num": '.length
  const mark = row.entry.field === null ? null : { pointer: NUM, start, end: start + 1, isMissing: false }
  const isCorrectable = !row.entry.isPoison
  return { version: 'v1', text, bytes: text.length, isUtf8: true, isCorrectable, correction: null, mark }
}

function textOf({ order, isPoison }: QuarantineEntry): string {
  if (isPoison) return JSON.stringify({ kind: 'record_order', actor: 'channel:jd', snapshot: { key: order } }, null, 2)
  const line = {
    oid: '@',
    outer_sku_id: 'PF-CAT-0318',
    title: '全价成猫粮 深海鱼味 2kg',
    price: '128.00',
    num: 0,
    divide_order_fee: '128.00',
    status: 'WAIT_SELLER_SEND_GOODS',
    refund_status: 'NO_REFUND',
  }
  const trade = {
    tid: '@',
    status: 'WAIT_SELLER_SEND_GOODS',
    created: '2026-06-18 20:01:10',
    pay_time: '2026-06-18 20:01:32',
    modified: '2026-06-18 20:01:32',
    payment: '128.00',
    post_fee: '0.00',
    receiver_name: '林**',
    receiver_mobile: '*******4417',
    receiver_state: '浙江省',
    receiver_city: '杭州市',
    receiver_district: '余杭区',
    receiver_address: '***',
    oaid: '1oaid8Kd0m2',
    orders: { order: [line] },
  }
  const text = JSON.stringify({ trade_fullinfo_get_response: { trade } }, null, 2)
  return text.replaceAll('"@"', order?.platformOrderId ?? '1')
}

/** A value that was changed is believed. */
function previewOf(call: FakeCall): QuarantinePreview {
  const { entry } = found(call)
  const { correction } = call.body as { correction?: { edits?: { json: string }[] } }
  if (correction === undefined && !entry.isPoison) {
    const { code, field, reason } = entry
    return { commands: null, problem: { code, field, reason }, mark: null }
  }
  const quantity = Number(correction?.edits?.[0]?.json ?? 1)
  const order = {
    ...(entry.order ?? { channel: 'import', shop: 'main', platformOrderId: 'A-1' }),
    placedAt: entry.firstAt,
    platformState: 'open',
    currency: 'CNY',
    payableFen: 12_800,
    paidFen: 12_800,
    freightFen: 0,
    region: '浙江省 杭州市 余杭区',
    lines: [{ skuCode: 'PF-CAT-0318', title: '全价成猫粮 深海鱼味 2kg', quantity, payableFen: 12_800 }],
  }
  return { commands: [{ kind: 'record_order', order, facts: {} }], problem: null, mark: null }
}

function replayOf(call: FakeCall): ReplayResult {
  const { commands, problem } = previewOf(call)
  if (commands === null) {
    const row = found(call)
    row.entry.attempts += 1
    const detail = `${problem?.code ?? ''}: ${problem?.reason ?? ''}`
    row.actions.unshift({ at: new Date().toISOString(), actor: 'user:1', action: 'replay_failed', detail })
    return { outcome: 'failed', orderNumbers: [], problem }
  }
  const { entry } = found(call)
  entry.orderNumbers = ['TB202606182001101234567890']
  end(call, 'replayed')
  return { outcome: 'replayed', orderNumbers: entry.orderNumbers, problem: null }
}

function end(call: FakeCall, as: 'discarded' | 'replayed'): { done: boolean } {
  const { entry, actions } = found(call)
  const at = new Date().toISOString()
  const detail = as === 'replayed' ? 'recorded' : (call.body as { reason: string }).reason
  entry.end = { as, at, by: 'user:1' }
  actions.unshift({ at, actor: 'user:1', action: as, detail })
  return { done: true }
}

function reopen(call: FakeCall): { done: boolean } {
  const { entry, actions } = found(call)
  entry.end = null
  const { reason } = call.body as { reason: string }
  actions.unshift({ at: new Date().toISOString(), actor: 'user:1', action: 'reopened', detail: reason })
  return { done: true }
}
