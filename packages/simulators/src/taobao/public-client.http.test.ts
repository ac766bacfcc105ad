// Requests as public clients of TOP write them. Those for Node were run against this simulator as they are; those for PHP
// and Java are written here from their sources.

import { createHash, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { toChinaText } from '../marketplace/china-time.ts'
import { openSampleShop, SAMPLE_TOKENS } from '../marketplace/sample-shop.ts'
import type { SampleShop } from '../marketplace/sample-shop.ts'
import { SAMPLE_LISTING } from '../marketplace/sample-trade.ts'
import { TAOBAO_MARKETPLACE } from './definition.ts'

type Texts = Record<string, string>

const signMd5 = (parameters: Texts, secret: string): string =>
  createHash('md5')
    .update(`${secret}${baseOf(parameters)}${secret}`)
    .digest('hex')
    .toUpperCase()
const signHmac = (parameters: Texts, secret: string): string =>
  createHmac('md5', secret).update(baseOf(parameters)).digest('hex').toUpperCase()
const baseOf = (parameters: Texts): string =>
  Object.keys(parameters)
    .toSorted()
    .map((name) => name + parameters[name])
    .join('')

const session = SAMPLE_TOKENS.accessToken
const FIELDS = 'tid,status,modified'

function changed({ startedAtMs }: SampleShop): Texts {
  const [start_modified, end_modified] = [startedAtMs - 3_600_000, startedAtMs].map(toChinaText) as [string, string]
  return { session, fields: FIELDS, start_modified, end_modified, page_no: '1', page_size: '40', use_has_next: 'true' }
}

function common({ simulator }: SampleShop, method: string, changes: Texts = {}): Texts {
  const timestamp = toChinaText(Date.now())
  const { appKey = '' } = simulator.market.access
  return { method, app_key: appKey, timestamp, v: '2.0', format: 'json', sign_method: 'md5', ...changes }
}

const secretOf = ({ simulator }: SampleShop): string => simulator.market.key('appSecret')

/** topsdk 1.0.13: one form, md5, numbers and truths as text. */
async function asTopsdk(shop: SampleShop, method: string, parameters: Texts): Promise<unknown> {
  const form = { ...common(shop, method), ...parameters }
  const body = new URLSearchParams({ ...form, sign: signMd5(form, secretOf(shop)) })
  return (await fetch(shop.simulator.url, { method: 'POST', body })).json()
}

/** taobao-sdk 2.0.5: every parameter a part of a multipart body, without a type of its own. */
async function asTaobaoSdk(shop: SampleShop, method: string, parameters: Texts): Promise<unknown> {
  const form = { ...common(shop, method), ...parameters }
  const boundary = `${'-'.repeat(26)}012345678901234567890123`
  const parts = Object.entries({ ...form, sign: signMd5(form, secretOf(shop)) }).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  const body = `${parts.join('')}--${boundary}--`
  return (await fetch(shop.simulator.url, { method: 'POST', headers, body })).json()
}

/** TopClient of top-sdk-php-20180326 and before: system parameters in the query, the others in a form; GET without others. */
async function asTopClientPhp(shop: SampleShop, method: string, { system, own }: Record<'system' | 'own', Texts>) {
  const common_ = common(shop, method, { partner_id: 'top-sdk-php-20180326', ...system })
  const query = new URLSearchParams({ ...common_, sign: signMd5({ ...common_, ...own }, secretOf(shop)) })
  const url = `${shop.simulator.url}?${query.toString()}`
  if (Object.keys(own).length === 0) return fetch(url)
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
  return fetch(url, { method: 'POST', headers, body: new URLSearchParams(own).toString() })
}

/** DefaultTaobaoClient of the Java SDK: as PHP's, signed with hmac, asking for gzip. */
async function asTaobaoClientJava(shop: SampleShop, method: string, own: Texts): Promise<unknown> {
  const system = common(shop, method, { session, sign_method: 'hmac', partner_id: 'top-sdk-java-20200101' })
  const sign = signHmac({ ...system, ...own }, secretOf(shop))
  const headers = {
    accept: 'text/xml,text/javascript',
    'accept-encoding': 'gzip',
    'user-agent': 'top-sdk-java',
    'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
  }
  const url = `${shop.simulator.url}?${new URLSearchParams({ ...system, sign }).toString()}`
  return (await fetch(url, { method: 'POST', headers, body: new URLSearchParams(own).toString() })).json()
}

const PAGE = { has_next: false, trades: { trade: { length: 4 } } }

test('topsdk for Node lists, reads, ships, and sets a count', async () => {
  await using shop = await openSampleShop(TAOBAO_MARKETPLACE)
  const [, second] = shop.trades
  const list = await asTopsdk(shop, 'taobao.trades.sold.increment.get', changed(shop))
  expect(list).toMatchObject({ trades_sold_increment_get_response: PAGE })
  const one = await asTopsdk(shop, 'taobao.trade.fullinfo.get', { session, fields: FIELDS, tid: second.tradeId })
  expect(one).toMatchObject({ trade_fullinfo_get_response: { trade: { status: 'WAIT_SELLER_SEND_GOODS' } } })
  const parcel = { session, tid: second.tradeId, company_code: 'SF', out_sid: 'SF1' }
  expect(await asTopsdk(shop, 'taobao.logistics.offline.send', parcel)).toMatchObject({
    logistics_offline_send_response: { shipping: { is_success: true } },
  })
  const { listingId: num_iid, skuId: sku_id } = SAMPLE_LISTING
  const quantity = { session, num_iid, sku_id, quantity: '7', type: '1' }
  expect(await asTopsdk(shop, 'taobao.item.quantity.update', quantity)).toMatchObject({
    item_quantity_update_response: { item: { num: 7 } },
  })
  expect(shop.shown()).toBe(7)
})

test('taobao-sdk for Node sends parts, and a wrong part is refused as any', async () => {
  await using shop = await openSampleShop(TAOBAO_MARKETPLACE)
  const method = 'taobao.trades.sold.increment.get'
  expect(await asTaobaoSdk(shop, method, changed(shop))).toMatchObject({ trades_sold_increment_get_response: PAGE })
  const words = { session, fields: 'refund_id,tid', status: '&=+%王"\r\n' }
  expect(await asTaobaoSdk(shop, 'taobao.refunds.receive.get', words)).toMatchObject({
    refunds_receive_get_response: { total_results: 1 },
  })
  expect(await asTaobaoSdk(shop, method, { ...changed(shop), sign_method: 'hmac' })).toMatchObject({
    error_response: { code: 25 },
  })
})

test('TopClient for PHP splits query and form, reads XML where it names no format, and gets what needs no form', async () => {
  await using shop = await openSampleShop(TAOBAO_MARKETPLACE)
  const { session: own, ...rest } = changed(shop)
  const list = await asTopClientPhp(shop, 'taobao.trades.sold.increment.get', {
    system: { session: own!, format: 'xml' },
    own: rest,
  })
  expect(list.headers.get('content-type')).toContain('text/xml')
  const text = await list.text()
  expect(text).toContain(
    '<trades_sold_increment_get_response><has_next>false</has_next><trades list="true"><trade><tid>',
  )
  expect(text).toContain(`<tid>${shop.trades[0].tradeId}</tid>`)
  const wrong = await asTopClientPhp(shop, 'taobao.tmc.user.permit', {
    system: { session: 'x', format: 'xml' },
    own: {},
  })
  expect(await wrong.text()).toContain('<error_response><code>27</code>')
  const permit = await asTopClientPhp(shop, 'taobao.tmc.user.permit', { system: { session }, own: {} })
  expect(await permit.json()).toMatchObject({ tmc_user_permit_response: { is_success: true } })
})

test('the Java client signs with hmac over query and form', async () => {
  await using shop = await openSampleShop(TAOBAO_MARKETPLACE)
  const { session: _, ...own } = changed(shop)
  expect(await asTaobaoClientJava(shop, 'taobao.trades.sold.increment.get', own)).toMatchObject({
    trades_sold_increment_get_response: PAGE,
  })
})

test('a session for a code, once, and for a refresh token, once', async () => {
  await using shop = await openSampleShop(TAOBAO_MARKETPLACE)
  const code = shop.simulator.market.tokens.authorize(Date.now())
  const [create, refresh] = ['taobao.top.auth.token.create', 'taobao.top.auth.token.refresh'] as const
  const tokenOf = (answer: unknown, envelope: string): Texts =>
    JSON.parse((answer as Record<string, { token_result: string }>)[envelope]!.token_result) as Texts
  const created = tokenOf(await asTopsdk(shop, create, { code }), 'top_auth_token_create_response')
  expect(await asTopsdk(shop, create, { code })).toMatchObject({ error_response: { code: 15 } })
  const once = { refresh_token: created['refresh_token']! }
  const fresh = tokenOf(await asTopsdk(shop, refresh, once), 'top_auth_token_refresh_response')
  expect(await asTopsdk(shop, refresh, once)).toMatchObject({ error_response: { code: 15 } })
  const list = { ...changed(shop), session: fresh['access_token']! }
  expect(await asTopsdk(shop, 'taobao.trades.sold.increment.get', list)).toHaveProperty(
    'trades_sold_increment_get_response',
  )
})
