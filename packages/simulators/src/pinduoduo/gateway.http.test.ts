// The gateway's own rules over real HTTP: codes, clock, signature of forms and JSON, windows, paging, blank receivers.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { PINDUODUO_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const SECRET = 'secret'
const seconds = (ms: number): string => String(Math.floor(ms / 1_000))

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(PINDUODUO_MARKETPLACE, {
    access: { appKey: '1', appSecret: SECRET },
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 4, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

const valid = (changes: Record<string, string> = {}): Record<string, string> => ({
  type: 'pdd.order.number.list.increment.get',
  client_id: '1',
  access_token: 'a',
  timestamp: seconds(nowMs),
  is_lucky_flag: '0',
  order_status: '5',
  refund_status: '5',
  start_updated_at: seconds(NOON - 1_800_000),
  end_updated_at: seconds(NOON - 180_000),
  page: '1',
  page_size: '2',
  ...changes,
})

const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
function signed(parameters: Record<string, string>): Record<string, string> {
  const names = Object.keys(parameters).toSorted()
  const base = names.map((name) => name + parameters[name]).join('')
  return { ...parameters, sign: md5(SECRET + base + SECRET).toUpperCase() }
}

interface Answer {
  error_response?: { error_code: number; sub_code: string | null }
  order_sn_increment_get_response?: { total_count?: number; has_next?: boolean; order_sn_list: { order_sn: string }[] }
  order_info_get_response?: { order_info: Record<string, unknown> }
}

async function post(body: string | URLSearchParams, headers: Record<string, string> = {}): Promise<Answer> {
  return (await (await fetch(simulator.url, { method: 'POST', body, headers })).json()) as Answer
}
const call = (changes: Record<string, string> = {}): Promise<Answer> =>
  post(new URLSearchParams(signed(valid(changes))))
const code = async (changes: Record<string, string>): Promise<number | undefined> =>
  (await call(changes)).error_response?.error_code

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: PINDUODUO_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test.each([
  [{ client_id: '2' }, 10_016],
  [{ type: 'pdd.nothing.get' }, 10_017],
  [{ timestamp: seconds(NOON - 601_000) }, 10_001],
  [{ timestamp: String(NOON) }, 10_001], // Milliseconds.
  [{ access_token: 'b' }, 10_019],
  [{ page_size: '101' }, 10_001],
  [{ order_status: '4' }, 10_001],
  [{ start_updated_at: seconds(NOON - 180_000 - 1_801_000) }, 10_001], // Longer than half an hour.
  [{ end_updated_at: seconds(NOON - 179_000) }, 10_001], // Less than three minutes ago.
])('%o is refused with %i', async (changes, expected) => expect(await code(changes)).toBe(expected))

describe('a signature', () => {
  test('of another secret, or in lower case, is refused', async () => {
    const good = signed(valid())
    for (const sign of [good['sign']!.toLowerCase(), md5('x'), '']) {
      const answer = await post(new URLSearchParams({ ...good, sign }))
      expect(answer.error_response?.error_code).toBe(20_004)
    }
  })
  test('covers JSON as it was sent', async () => {
    const { sign } = signed({ ...valid(), use_has_next: 'false', page: '1' })
    const json = JSON.stringify({ ...valid(), use_has_next: false, page: 1, sign })
    const answer = await post(json, { 'content-type': 'application/json' })
    expect(answer.order_sn_increment_get_response).toMatchObject({ total_count: 0 })
  })
})

test('pages hold the newest first, with a total or with has_next; unpaid orders are not there', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  record(4, { state: 'unpaid', paidAtMs: null })
  const first = (await call({ use_has_next: 'false' })).order_sn_increment_get_response!
  expect(first.total_count).toBe(3)
  expect(first.order_sn_list.map(({ order_sn }) => order_sn)).toEqual([ids[2], ids[1]])
  const last = (await call({ use_has_next: 'true', page: '2' })).order_sn_increment_get_response!
  expect(last).toMatchObject({ has_next: false, order_sn_list: [{ order_sn: ids[0] }] })
})

test('receivers are blank under review and after shipping, their masks never', async () => {
  const states = ['paid', 'paid_shipping_forbidden', 'shipped'] as const
  const names: unknown[] = []
  for (const [index, state] of states.entries()) {
    const answer = await call({ type: 'pdd.order.information.get', order_sn: record(index + 1, { state }) })
    const order = answer.order_info_get_response!.order_info
    names.push(order['receiver_name'])
    expect(order['receiver_name_mask']).toBe('王**')
  }
  expect(names).toEqual(['~AgAAAAAAAAB=~A==~1~', '', ''])
})

test('too many calls are refused, until the ban ends', async () => {
  for (let calls = 0; calls < 4; calls++) expect(await code({})).toBeUndefined()
  expect(await code({})).toBe(70_031)
  nowMs += 5_001
  expect(await code({})).toBeUndefined()
})
