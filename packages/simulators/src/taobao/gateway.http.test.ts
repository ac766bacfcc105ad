// The gateway's own rules over real HTTP: order of checks, codes, field selection, limits, control.

import { createHash, createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toChinaText } from '../marketplace/china-time.ts'
import type { MarketTrade } from '../marketplace/market-trade.ts'
import { startDefinition } from '../marketplace/start-marketplace.ts'
import type { RunningMarketplace } from '../marketplace/start-marketplace.ts'
import { TAOBAO_MARKETPLACE } from './definition.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const SECRET = '0123456789abcdef'
const LIST = 'taobao.trades.sold.increment.get'
const ID = '3800000000000000001'

let simulator: RunningMarketplace
let url: string
let nowMs: number

beforeEach(async () => {
  nowMs = NOON
  const callLimit = { callsPerSecondMax: 3, banMs: 5_000 }
  simulator = await startDefinition(TAOBAO_MARKETPLACE, {
    access: { appKey: '1', appSecret: SECRET },
    tokens: { accessToken: 's', refreshToken: 'r' },
    controlToken: 'secret',
    now: () => nowMs,
    callLimit,
  })
  url = simulator.url
})
afterEach(() => simulator.close())

type Form = Record<string, string>
const valid = (changes: Form = {}): Form => ({
  method: LIST,
  app_key: '1',
  session: 's',
  timestamp: toChinaText(nowMs),
  format: 'json',
  v: '2.0',
  sign_method: 'md5',
  fields: 'tid,modified',
  start_modified: '2026-06-18 11:00:00',
  end_modified: '2026-06-18 12:00:00',
  ...changes,
})

function sign(form: Form): Form {
  const base = Object.keys(form)
    .toSorted()
    .filter((key) => form[key] !== '')
    .map((key) => key + form[key])
    .join('')
  const digests: Record<string, () => string> = {
    md5: () =>
      createHash('md5')
        .update(SECRET + base + SECRET)
        .digest('hex'),
    hmac: () => createHmac('md5', SECRET).update(base).digest('hex'),
    'hmac-sha256': () => createHmac('sha256', SECRET).update(base).digest('hex'),
  }
  return { ...form, sign: (digests[form['sign_method'] ?? '']?.() ?? 'NONE').toUpperCase() }
}

interface Answer {
  error_response?: { code: number; msg: string; sub_code?: string; sub_msg?: string }
  trades_sold_increment_get_response?: {
    total_results?: number
    has_next?: boolean
    trades?: { trade: Record<string, unknown>[] }
  }
  trade_fullinfo_get_response?: { trade: Record<string, unknown> }
}

async function text(form: Form): Promise<string> {
  return (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).text()
}
const post = async (form: Form): Promise<Answer> => JSON.parse(await text(form)) as Answer
const code = async (form: Form): Promise<number | undefined> => (await post(form)).error_response?.code

function trade(changes: Partial<MarketTrade> = {}): MarketTrade {
  return {
    tradeId: ID,
    state: 'paid',
    createdAtMs: NOON - 60_000,
    modifiedAtMs: NOON - 60_000,
    paidAtMs: NOON - 60_000,
    freightFen: 0,
    payableFen: 100,
    depositFen: null,
    buyerOpenId: 'b',
    buyerNick: 'n',
    buyerMessage: '"tid":"123"',
    sellerMemo: '',
    receiver: {
      maskedName: '王**',
      maskedPhone: '*******1',
      maskedAddress: '***',
      province: '上海',
      city: '上海市',
      district: '闵行区',
      town: '',
      token: 'OAID',
    },
    parcels: [],
    lines: [
      {
        lineId: ID,
        listingId: '600',
        skuId: '450',
        productCode: 'P',
        skuCode: 'C',
        title: 't',
        properties: '',
        quantity: 2,
        priceFen: 50,
        discountFen: 0,
        promotionFen: 0,
        payableFen: 100,
        refund: null,
        shippedAtMs: null,
      },
    ],
    ...changes,
  }
}

describe('checks', () => {
  test.each(['md5', 'hmac', 'hmac-sha256'])('a request signed by %s passes', async (sign_method) => {
    expect((await post(sign(valid({ sign_method })))).trades_sold_increment_get_response).toMatchObject({
      total_results: 0,
    })
  })
  test('the published example of the guide has its published sign', async () => {
    const { expectedSign } = await import('./expected-sign.ts')
    const form = {
      method: 'taobao.item.seller.get',
      app_key: '12345678',
      session: 'test',
      timestamp: '2016-01-01 12:00:00',
      format: 'json',
      v: '2.0',
      sign_method: 'md5',
      fields: 'num_iid,title,nick,price,num',
      num_iid: '11223344',
    }
    expect(expectedSign(new Map(Object.entries(form)), 'helloworld')).toBe('66987CB115214E59E6EC978214934FB8')
  })
  const refusals: [Form, number][] = [
    [{ app_key: '' }, 28],
    [{ app_key: '2' }, 29],
    [{ timestamp: '' }, 30],
    [{ timestamp: 'x' }, 31],
    [{ timestamp: '2026-06-18 11:49:59' }, 31],
    [{ timestamp: '2026-06-18 12:10:01' }, 31],
    [{ v: '' }, 32],
    [{ v: '1.0' }, 33],
    [{ method: '' }, 21],
    [{ method: 'taobao.no.such' }, 22],
    [{ format: 'csv' }, 23],
    [{ sign_method: 'sha1' }, 25],
    [{ session: '' }, 26],
    [{ session: 'x' }, 27],
    [{ fields: '' }, 40],
    [{ start_modified: '' }, 40],
    [{ end_modified: 'x' }, 41],
    [{ start_modified: '2026-06-17 11:59:59' }, 41],
    [{ page_size: '101' }, 41],
    [{ page_no: '0' }, 41],
  ]
  test.each(refusals)('%j is refused with %i', async (changes, expected) =>
    expect(await code(sign(valid(changes)))).toBe(expected),
  )
  test('a missing, forged, lower-case or foreign sign', async () => {
    expect(await code(valid())).toBe(24)
    expect(await code({ ...valid(), sign: 'F'.repeat(32) })).toBe(25)
    const signed = sign(valid())
    expect(await code({ ...signed, sign: signed['sign']!.toLowerCase() })).toBe(25)
    expect(await code({ ...signed, page_no: '2' })).toBe(25)
  })
  test('the app key is judged before the clock, the clock before the sign', async () => {
    expect(await code({ ...valid({ app_key: '2', timestamp: 'x' }), sign: 'x' })).toBe(29)
    expect(await code({ ...valid({ timestamp: 'x' }), sign: 'x' })).toBe(31)
  })
})

describe('answers', () => {
  test('ids are numbers beyond 2^53, and texts that look like ids stay texts', async () => {
    simulator.market.ledger.record(trade())
    const body = await text(sign(valid({ fields: 'tid,buyer_message,orders' })))
    expect(body).toContain(`"tid":${ID},`)
    expect(body).toContain(`"oid":${ID},`)
    expect(body).toContain('"buyer_message":"\\"tid\\":\\"123\\""')
  })
  test('only requested fields; the OAID needs its five', async () => {
    simulator.market.ledger.record(trade())
    const row = async (fields: string): Promise<string[]> =>
      Object.keys(
        (await post(sign(valid({ fields })))).trades_sold_increment_get_response!.trades!.trade[0]!,
      ).toSorted()
    expect(await row('tid,oaid,nonsense')).toEqual(['tid'])
    expect(await row('tid,oaid,receiver_name,receiver_address,receiver_mobile,receiver_phone,created')).toContain(
      'oaid',
    )
    expect(await row('orders.title,tid')).toEqual(['orders', 'tid'])
  })
  test('the detail gives the OAID only when asked to', async () => {
    simulator.market.ledger.record(trade())
    const fields = 'tid,oaid,receiver_name,receiver_address,receiver_mobile,receiver_phone,created'
    const detail = async (changes: Form): Promise<unknown> =>
      (await post(sign(valid({ method: 'taobao.trade.fullinfo.get', fields, tid: ID, ...changes }))))
        .trade_fullinfo_get_response?.trade['oaid']
    expect(await detail({})).toBeUndefined()
    expect(await detail({ include_oaid: 'true' })).toBe('OAID')
  })
  test('use_has_next takes the total away', async () => {
    simulator.market.ledger.record(trade())
    const answer = await post(sign(valid({ use_has_next: 'true' })))
    expect(answer.trades_sold_increment_get_response).toMatchObject({ has_next: false })
    expect(answer.trades_sold_increment_get_response?.total_results).toBeUndefined()
  })
})

describe('the call limit', () => {
  test('answers code 7 with the seconds left, and ends', async () => {
    for (let calls = 0; calls < 3; calls++) expect(await code(sign(valid()))).toBeUndefined()
    expect((await post(sign(valid()))).error_response).toMatchObject({
      code: 7,
      sub_code: 'accesscontrol.limited-by-api-access-count',
      sub_msg: 'This ban will last for 5 more seconds',
    })
    nowMs += 2_000
    expect((await post(sign(valid()))).error_response?.sub_msg).toBe('This ban will last for 3 more seconds')
    nowMs += 3_000
    expect(await code(sign(valid()))).toBeUndefined()
  })
})

describe('control', () => {
  const control = (path: string, init: RequestInit = {}, token = 'secret'): Promise<Response> =>
    fetch(new URL(`/control${path}`, url), {
      ...init,
      headers: {
        authorization: `Bearer ${token}`,
        ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
    })

  test('needs its token, on every route', async () => {
    for (const path of ['/state', '/faults', '/nothing'])
      expect((await control(path, {}, 'wrong')).status).not.toBe(200)
    expect((await control('/state', {}, 'wrong')).status).toBe(401)
    expect((await control('/faults', { method: 'PUT', body: '{"drip":true}' }, '')).status).toBe(401)
    expect(simulator.market.faults.drip).toBe(false)
  })
  test('switches faults on and all off', async () => {
    expect((await control('/faults', { method: 'PUT', body: '{"banSeconds":9,"body":"html"}' })).status).toBe(200)
    expect(await post(sign(valid())).catch(() => 'html')).toBe('html')
    await control('/faults', { method: 'DELETE' })
    expect(await code(sign(valid()))).toBeUndefined()
  })
  test.each([
    '{"nonsense":1}',
    '{"drip":1}',
    '{"body":"x"}',
    '{"lagMs":1.5}',
    '[]',
    'null',
    '{"__proto__":{"drip":true}}',
  ])('refuses %s', async (body) => {
    expect((await control('/faults', { method: 'PUT', body })).status).toBeGreaterThanOrEqual(400)
  })
  test('tells what was sold from each counter', async () => {
    simulator.market.ledger.stock.open('450', 10)
    simulator.market.ledger.record(trade())
    expect(await (await control('/state')).json()).toMatchObject({
      trades: 1,
      counters: [{ skuId: '450', opening: 10, sold: 2 }],
    })
  })
})
