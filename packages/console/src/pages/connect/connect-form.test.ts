import type { AccessFieldView, ChannelView } from '@tidegate/contract'
import { ApiProblem } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { faultsNamedBy, faultsOf, suspectsOf, toWish } from './connect-form.ts'

const words = { en: '', 'zh-CN': '' }
const field = (name: string, kind: AccessFieldView['kind'], isRequired = true): AccessFieldView => ({
  name,
  kind,
  label: words,
  hint: words,
  isRequired,
})
const TAOBAO: ChannelView = {
  channel: 'taobao',
  gatewayUrl: 'https://gateway.example',
  fields: [
    field('appKey', 'setting'),
    field('appSecret', 'secret'),
    field('accessToken', 'token'),
    field('refreshToken', 'token', false),
  ],
}
const WOO: ChannelView = {
  channel: 'woocommerce',
  gatewayUrl: null,
  fields: [field('consumerKey', 'setting'), field('consumerSecret', 'secret'), field('webhookSecret', 'secret', false)],
}
const TYPED = { channel: 'taobao', shop: 'main', name: 'Main', gatewayUrl: '', fields: {} } as const

test('what a channel needs is asked for before anything is sent, and nothing else is', () => {
  const filled = { ...TYPED, fields: { appKey: '1', appSecret: '2', accessToken: '3' } }
  expect(faultsOf(filled, TAOBAO)).toEqual({})
  expect(faultsOf({ ...filled, shop: 'Main Shop', fields: { appKey: ' ' } }, TAOBAO)).toEqual({
    shop: 'code',
    appKey: 'missing',
    appSecret: 'missing',
    accessToken: 'missing',
  })
  const woo = { ...TYPED, channel: 'woocommerce', fields: { consumerKey: '1', consumerSecret: '2' } } as const
  expect(faultsOf(woo, WOO)).toEqual({ gatewayUrl: 'missing' })
  expect(faultsOf({ ...woo, gatewayUrl: 'shop.example' }, WOO)).toEqual({ gatewayUrl: 'address' })
})

test('a refusal stands at the field it names', () => {
  const refused = (at: string) =>
    new ApiProblem({ type: '', title: '', status: 400, code: 'bad_request', retryable: false, field: at })
  expect(faultsNamedBy(refused('/fields/appSecret'))).toEqual({ appSecret: 'wrong' })
  expect(faultsNamedBy(refused('/gatewayUrl'))).toEqual({ gatewayUrl: 'address' })
  expect(faultsNamedBy(new ApiProblem(null))).toEqual({})
})

test('a refused token points at the token, a refused signature at the keys, and silence at nothing', () => {
  expect(suspectsOf('reauthorise', TAOBAO)).toEqual(['accessToken'])
  expect(suspectsOf('bug', TAOBAO)).toEqual(['appKey', 'appSecret'])
  expect(suspectsOf('reauthorise', WOO)).toEqual(['consumerKey', 'consumerSecret'])
  expect(suspectsOf('address', WOO)).toEqual(['gatewayUrl'])
  expect(suspectsOf('retry', TAOBAO)).toEqual([])
})

test('blanks copied along with a key are not sent, nor are fields left empty', () => {
  expect(toWish({ ...TYPED, fields: { appKey: ' 12 \n', refreshToken: '' } })).toEqual({
    channel: 'taobao',
    shop: 'main',
    name: 'Main',
    gatewayUrl: null,
    fields: { appKey: '12' },
  })
})
