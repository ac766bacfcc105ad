// Signatures at the edges of the platforms' rules: each text that is digested is written out here by hand.

import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson, signDouyin } from './douyin/sign.ts'
import { signJd } from './jd/sign.ts'
import { signKuaishou } from './kuaishou/sign.ts'
import { longNumber } from './long-number.ts'
import { signPinduoduo } from './pinduoduo/sign.ts'
import { signCallback } from './shopify/sign.ts'
import { signTaobao } from './taobao/sign.ts'
import { signCall } from './woocommerce/sign.ts'
import { signMessage } from './xiaohongshu/sign.ts'

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text, 'utf8')

describe('values that are no plain text', () => {
  const odd = { b: 'x&y=z 王😀', A: true, n: 0, list: [{ z: 1, a: '王' }], none: undefined, nil: null, sign: 'old' }
  const oddText = 'Atruebx&y=z 王😀list[{"z":1,"a":"王"}]n0'

  test('Taobao: capitals before small letters, JSON as it stands, empty ones dropped', () => {
    const parameters = { ...odd, empty: '', '': 'nameless' }
    expect(signTaobao(parameters, 's', 'md5')).toBe(md5(`s${oddText}s`).toUpperCase())
    const keyed = createHmac('md5', 's').update(oddText).digest('hex').toUpperCase()
    expect(signTaobao(parameters, 's', 'hmac')).toBe(keyed)
    expect(signTaobao(parameters, 's', 'hmac-sha256')).toBe(hmac('s', oddText).digest('hex').toUpperCase())
  })
  test('JD: the same, digits before letters', () => {
    const parameters = { ...odd, '360buy_param_json': '{"b":1, "a":"王"}', empty: '' }
    const expected = md5(`s360buy_param_json{"b":1, "a":"王"}${oddText}s`).toUpperCase()
    expect(signJd(parameters, 's')).toBe(expected)
  })
  test('Pinduoduo: an empty one takes part', () => {
    const expected = md5(`sAtruebx&y=z 王😀emptylist[{"z":1,"a":"王"}]n0s`).toUpperCase()
    expect(signPinduoduo({ ...odd, empty: '' }, 's')).toBe(expected)
  })
  test('Kuaishou: raw, before any encoding for a URL, an empty one takes part', () => {
    const text = 'A=true&b=x&y=z 王😀&list=[{"z":1,"a":"王"}]&n=0&param=&signSecret=s'
    expect(signKuaishou({ ...odd, param: '' }, 's', 'MD5')).toBe(md5(text))
    expect(signKuaishou({ ...odd, param: '' }, 's', 'HMAC_SHA256')).toBe(hmac('s', text).digest('base64'))
  })
})

describe('抖店’s parameters', () => {
  test('are sorted at every level, lists kept, nothing escaped that JSON does not ask for', () => {
    const value = { b: [{ z: null, a: '</王&' }, 2], a: { d: false, c: 1.5, B: '' }, gone: undefined }
    expect(canonicalJson(value)).toBe('{"a":{"B":"","c":1.5,"d":false},"b":[{"a":"</王&","z":null},2]}')
    expect(canonicalJson({ id: longNumber('6900000000000000001') })).toBe('{"id":6900000000000000001}')
    expect(canonicalJson({})).toBe('{}')
  })
  test('are signed with the secret around the text, keyed or not', () => {
    const call = { appKey: 'k', method: 'm.n', paramJson: '{"a":"王&="}', timestamp: '2026-06-18 09:30:00' }
    const text = 'sapp_keykmethodm.nparam_json{"a":"王&="}timestamp2026-06-18 09:30:00v2s'
    expect(signDouyin(call, 's', 'md5')).toBe(md5(text))
    expect(signDouyin(call, 's', 'hmac-sha256')).toBe(hmac('s', text).digest('hex'))
  })
})

test('小红书’s own example of a message is reproduced: parameters of the address take part', () => {
  const message = {
    path: '/open_api/msg',
    query: [['canshu', 'test']] as const,
    appKey: 'xhs',
    timestamp: '1625475843',
  }
  expect(signMessage(message, '9a539709cafc1efc9ef05838be468a28')).toBe('a7b7430de338783293443133ab9b9357')
})

test('Shopify’s callback is encoded as a form, a space as %20, a list once for each member', () => {
  const query = { state: 'a b+c&d=e%', ids: ['2', '1'], empty: '', shop: '王.example', hmac: 'h', signature: 's' }
  const text = 'empty=&ids%5B%5D=2&ids%5B%5D=1&shop=%E7%8E%8B.example&state=a%20b%2Bc%26d%3De%25'
  expect(signCallback(query, 's')).toBe(hmac('s', text).digest('hex'))
})

test('WooCommerce’s calls are sorted by name, then by value, both encoded', () => {
  const parameters = { status: ['b', 'a'], 'status[0]': 'c', search: "王 (1)*!'~", empty: '', oauth_signature: 'old' }
  const encoded = 'empty=&search=%E7%8E%8B%20%281%29%2A%21%27~&status=a&status=b&status%5B0%5D=c'
  const base = `GET&${encodeURIComponent('http://shop.example/wp-json')}&${encodeURIComponent(encoded)}`
  const call = { method: 'get', url: 'HTTP://Shop.example:80/wp-json?x=1', parameters }
  expect(signCall(call, 's')).toBe(hmac('s&', base).digest('base64'))
})
