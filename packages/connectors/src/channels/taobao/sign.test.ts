import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SIGN_METHODS, signTaobao } from './sign.ts'
import type { SignMethod } from './sign.ts'

interface Vector {
  id: string
  platform: string
  algorithm: string
  kind: string
  secret: string
  params: Record<string, string>
  expectedSign: string
}

const VECTORS = join(import.meta.dirname, '../../../../../../shared/reference/signature-vectors.json')

test('the worked example of the guide (docId=101617)', () => {
  const parameters = {
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
  expect(signTaobao(parameters, 'helloworld', 'md5')).toBe('66987CB115214E59E6EC978214934FB8')
  expect(signTaobao({ ...parameters, sign: 'x', empty: '' }, 'helloworld', 'md5')).toBe(
    '66987CB115214E59E6EC978214934FB8',
  )
})

describe.skipIf(!existsSync(VECTORS))('signature vectors (skipped where the reference is absent)', () => {
  const all = existsSync(VECTORS) ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as Vector[]) : []
  const known = new Set<string>(SIGN_METHODS)
  const vectors = all.filter(
    ({ platform, algorithm, kind }) => platform === 'taobao' && known.has(algorithm) && kind !== 'anchor',
  )
  test('there are some', () => expect(vectors.length).toBeGreaterThan(3))
  test.each(vectors)('$id $algorithm', ({ params, secret, algorithm, expectedSign }) => {
    expect(signTaobao(params, secret, algorithm as SignMethod)).toBe(expectedSign)
  })
})
