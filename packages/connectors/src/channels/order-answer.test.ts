import type { OrderSnapshot } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { ObjectReader } from './fields.ts'
import type { JsonAnswer } from './json-answer.ts'
import { decodeOrderBytes, readOrderAnswer } from './order-answer.ts'

const WANTED = { platformOrderId: '7', shop: 'demo', idField: 'id' }

/** Only the key and the ids of lines matter here. */
function toSnapshot(body: unknown, shop: string): OrderSnapshot {
  const order = new ObjectReader(body, '')
  const lines = (order.optionalList('lines', 10) ?? []).map((platformLineId) => ({ platformLineId }))
  return { key: { channel: 'taobao', shop, platformOrderId: order.digits('id') }, lines } as OrderSnapshot
}

function answerOf(body: unknown): JsonAnswer {
  return { readable: true, status: 200, raw: Buffer.from(JSON.stringify(body)), value: body }
}

test('an order comes with its bytes; a field that cannot be read is named, the bytes kept', () => {
  const answer = answerOf({ id: '7' })
  expect(readOrderAnswer(answer, WANTED, toSnapshot)).toMatchObject({ ok: true, raw: answer.raw })
  const broken = answerOf({ id: 'x' })
  expect(readOrderAnswer(broken, WANTED, toSnapshot)).toMatchObject({
    ok: false,
    raw: broken.raw,
    problem: { field: 'id' },
  })
})

test('another order than was asked for is a problem of the field that names it', () => {
  expect(readOrderAnswer(answerOf({ id: '8' }), WANTED, toSnapshot)).toMatchObject({
    ok: false,
    problem: { field: 'id', expected: '7', found: '8' },
  })
})

test('bytes that cannot be parsed are a problem, when read and when read again', () => {
  const raw = Buffer.from('not JSON')
  const problem = { field: '', expected: 'a JSON body within limits', found: 'not_json, 8 bytes' }
  expect(decodeOrderBytes(raw, 'demo', toSnapshot)).toEqual({ ok: false, raw, problem })
  const answer: JsonAnswer = { readable: false, status: 200, raw, problem: 'not_json' }
  expect(readOrderAnswer(answer, WANTED, toSnapshot)).toEqual({ ok: false, raw, problem })
})

test('two lines of one id are a problem: one of them would be lost', () => {
  const answer = answerOf({ id: '7', lines: ['1', '2', '1'] })
  expect(readOrderAnswer(answer, WANTED, toSnapshot)).toMatchObject({ ok: false, problem: { field: 'lines' } })
  expect(readOrderAnswer(answerOf({ id: '7', lines: ['1', '2'] }), WANTED, toSnapshot)).toMatchObject({ ok: true })
})
