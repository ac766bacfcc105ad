// The gateway's own rules over real HTTP: codes, clock, signature with and without format, optional fields, windows,
// paging, states, tokens.

import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleTrade } from '../marketplace/sample-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { JD_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const SECRET = 'secret'
const LIST = 'jingdong.pop.order.enSearch'
const DETAIL = 'jingdong.pop.order.enGet'

let simulator: RunningMarketplace
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  simulator = await startDefinition(JD_MARKETPLACE, {
    access: { appKey: '1', appSecret: SECRET },
    tokens: { accessToken: 'a', refreshToken: 'r' },
    now: () => nowMs,
    callLimit: { callsPerSecondMax: 4, banMs: 5_000 },
  })
})
afterEach(() => simulator.close())

type Texts = Record<string, string>
const search = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    start_date: '2026-06-18 11:00:00',
    end_date: '2026-06-18 12:00:00',
    order_state: 'ALL',
    optional_fields: 'orderId,modified',
    page: '1',
    page_size: '2',
    sortType: '1',
    dateType: '0',
    ...changes,
  })
const valid = (changes: Texts = {}): Texts => ({
  method: LIST,
  app_key: '1',
  access_token: 'a',
  timestamp: '2026-06-18 12:00:00',
  v: '2.0',
  '360buy_param_json': search(),
  ...changes,
})
function signed(parameters: Texts): Texts {
  const names = Object.keys(parameters)
    .toSorted()
    .filter((name) => parameters[name] !== '')
  const base = names.map((name) => name + parameters[name]).join('')
  const sign = createHash('md5').update(SECRET + base + SECRET)
  return { ...parameters, sign: sign.digest('hex').toUpperCase() }
}

interface Answer {
  error_response?: { code: unknown }
  jingdong_pop_order_enSearch_responce?: {
    code: unknown
    searchorderinfo_result: { orderTotal: unknown; orderInfoList: Record<string, unknown>[] }
  }
  jingdong_pop_order_enGet_responce?: {
    orderDetailInfo: { apiResult: { success: unknown }; orderInfo?: Record<string, unknown> }
  }
}
async function post(parameters: Texts): Promise<Answer> {
  return (await (
    await fetch(simulator.url, { method: 'POST', body: new URLSearchParams(parameters) })
  ).json()) as Answer
}
const code = async (changes: Texts): Promise<unknown> => (await post(signed(valid(changes)))).error_response?.code
const searched = async (changes: Record<string, unknown> = {}): Promise<Record<string, unknown>[]> => {
  const answer = await post(signed(valid({ '360buy_param_json': search(changes) })))
  return answer.jingdong_pop_order_enSearch_responce!.searchorderinfo_result.orderInfoList
}

const record = (number: number, changes = {}): string => {
  const made = sampleTrade({ ids: JD_MARKETPLACE.ids, number, atMs: NOON - 600_000 + number * 1_000 }, changes)
  simulator.market.ledger.record(made)
  return made.tradeId
}

test.each([
  [{ method: '' }, '14'],
  [{ method: 'jingdong.nothing' }, '15'],
  [{ app_key: '' }, '20'],
  [{ app_key: '2' }, '21'],
  [{ v: '1.0' }, '5'],
  [{ timestamp: '2026-06-18 11:53:59' }, '8'],
  [{ timestamp: '2026-06-18 12:06:01' }, '8'],
  [{ timestamp: '1781755200' }, '8'],
  [{ access_token: '' }, '18'],
  [{ access_token: 'b' }, '19'],
  [{ '360buy_param_json': '{' }, '63'],
  [{ '360buy_param_json': '[]' }, '63'],
  [{ '360buy_param_json': search({ optional_fields: '' }) }, '68'],
  [{ '360buy_param_json': search({ order_state: 'WAIT_DELIVERY' }) }, '61'],
  [{ '360buy_param_json': search({ page: 1 }) }, '61'], // Numbers are text here.
  [{ '360buy_param_json': search({ page: '0' }) }, '61'],
  [{ '360buy_param_json': search({ page_size: '101' }) }, '61'],
  [{ '360buy_param_json': search({ start_date: '2026-05-01 12:00:00' }) }, '61'], // Longer than a month.
  [{ '360buy_param_json': search({ start_date: '2026-06-19 12:00:00' }) }, '61'],
])('%o is refused with %s', async (changes, expected) => expect(await code(changes)).toBe(expected))

describe('a request', () => {
  test('is taken in both forms of the clock, and with format signed', async () => {
    for (const changes of [{}, { timestamp: '2026-06-18 12:00:00.683+0800' }, { format: 'json' }]) {
      const answer = await post(signed(valid(changes)))
      expect(answer.jingdong_pop_order_enSearch_responce).toMatchObject({ code: '0' })
    }
  })
  test('is taken from the query too', async () => {
    const query = new URLSearchParams(signed(valid())).toString()
    expect(await (await fetch(`${simulator.url}?${query}`)).json()).toHaveProperty(
      `${LIST.replaceAll('.', '_')}_responce`,
    )
  })
  test('whose signature is of another secret, in lower case or of other bytes is refused', async () => {
    const good = signed(valid())
    const spoiled = [
      { sign: good['sign']!.toLowerCase() },
      { sign: '0'.repeat(32) },
      { '360buy_param_json': `${search()} ` },
    ]
    for (const changes of spoiled) expect((await post({ ...good, ...changes })).error_response?.code).toBe('12')
    expect((await post({ ...good, sign: '' })).error_response?.code).toBe('11')
  })
})

test('pages hold the newest first, with a total as text, and only the fields asked for', async () => {
  const ids = [1, 2, 3].map((number) => record(number))
  record(4, { state: 'unpaid', paidAtMs: null }) // Another family of calls.
  const answer = await post(signed(valid()))
  const { orderTotal, orderInfoList } = answer.jingdong_pop_order_enSearch_responce!.searchorderinfo_result
  expect(orderTotal).toBe(3)
  expect(orderInfoList.map(({ orderId }) => orderId)).toEqual([ids[2], ids[1]])
  expect(Object.keys(orderInfoList[0]!)).toEqual(['orderId', 'modified'])
  expect((await searched({ sortType: '0' }))[0]).toMatchObject({ orderId: ids[0] })
  expect(await searched({ order_state: 'LOCKED' })).toEqual([])
})

test('a detail has text alone, ciphertext for a receiver, and a verdict of its own', async () => {
  const id = record(1)
  const one = async (order_id: string): Promise<NonNullable<Answer['jingdong_pop_order_enGet_responce']>> => {
    const json = JSON.stringify({ order_id, optional_fields: 'orderId,actualPay,itemInfoList,consigneeInfo' })
    return (await post(signed(valid({ method: DETAIL, '360buy_param_json': json })))).jingdong_pop_order_enGet_responce!
  }
  const { orderDetailInfo } = await one(id)
  expect(orderDetailInfo.apiResult.success).toBe('true')
  expect(orderDetailInfo.orderInfo).toMatchObject({
    actualPay: '10.00',
    itemInfoList: [{ itemTotal: '1', jdPrice: '10.00' }],
    consigneeInfo: { fullname: '', province: '浙江' },
  })
  const unknown = await one('290000000001')
  expect(unknown.orderDetailInfo).toMatchObject({ apiResult: { success: 'false' } })
  expect(unknown.orderDetailInfo.orderInfo).toBeUndefined()
})

test('too many calls are refused, until the ban ends', async () => {
  for (let calls = 0; calls < 4; calls++) expect(await code({})).toBeUndefined()
  expect(await code({})).toBe('2')
  nowMs += 5_001
  expect(await code({})).toBeUndefined()
})

test('a refresh brings new tokens once, and only to the application', async () => {
  const refresh = async (changes: Texts = {}): Promise<Record<string, unknown>> => {
    const query = { app_key: '1', app_secret: SECRET, grant_type: 'refresh_token', refresh_token: 'r', ...changes }
    const response = await fetch(
      new URL(`/oauth2/refresh_token?${new URLSearchParams(query).toString()}`, simulator.url),
    )
    return (await response.json()) as Record<string, unknown>
  }
  expect((await refresh({ app_secret: 'x' }))['code']).toBe(401)
  expect(await refresh()).toMatchObject({ code: 0, expires_in: 86_400 })
  expect((await refresh())['code']).toBe(403)
  expect(await code({})).toBe('19')
})
