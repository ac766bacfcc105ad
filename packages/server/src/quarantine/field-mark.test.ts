import { expect, test } from 'vitest'
import { sampleTrade, toAnswerText } from '../../../connectors/src/channels/taobao/sample-trades.ts'
import { applyEdits } from './apply-edits.ts'
import { markField } from './field-mark.ts'

const TRADE = toAnswerText(sampleTrade())
const ROOT = '/trade_fullinfo_get_response/trade'

function marked(text: string, field: string): string | null {
  const mark = markField(text, field)
  return mark === null ? null : `${mark.pointer} ${mark.isMissing ? 'missing' : text.slice(mark.start, mark.end)}`
}

test('a field is found from wherever its decoder began to read', () => {
  expect(marked(TRADE, 'payment')).toBe(`${ROOT}/payment "188.00"`)
  expect(marked(TRADE, 'orders.order[1].num')).toBe(`${ROOT}/orders/order/1/num 1`)
  expect(marked(TRADE, 'tid')).toBe(`${ROOT}/tid 3800000000000000001`)
  expect(marked(TRADE, 'trade_fullinfo_get_response')?.startsWith('/trade_fullinfo_get_response {')).toBe(true)
})

test('what is missing is marked on what lacks it', () => {
  expect(marked(TRADE, 'orders.order[0].nothing')).toBe(`${ROOT}/orders/order/0/nothing missing`)
  expect(marked(TRADE, 'orders.order[7].num')).toBeNull()
  expect(marked(TRADE, 'nothing')).toBeNull()
  expect(marked('{"a/b~c": 1}', 'a/b~c')).toBe('/a~1b~0c 1')
})

test('text that is no JSON, or hostile JSON, has no field', () => {
  expect(marked('<html>payment</html>', 'payment')).toBeNull()
  expect(marked('['.repeat(100_000) + ']'.repeat(100_000), 'payment')).toBeNull()
  expect(marked(TRADE, '')).toBeNull()
})

test('an edit changes one value and no other character', () => {
  const pointer = `${ROOT}/orders/order/0/num`
  const edited = applyEdits(TRADE, [{ pointer, json: '2' }])
  expect(edited).toEqual({ ok: true, text: TRADE.replace('"num":1', '"num":2') })
  expect(applyEdits('{"tid": 3800000000000000001}', [{ pointer: '/tid', json: '3800000000000000002' }])).toEqual({
    ok: true,
    text: '{"tid": 3800000000000000002}',
  })
  expect(applyEdits('1', [{ pointer: '', json: '{}' }])).toEqual({ ok: true, text: '{}' })
})

test('a missing member is added to its object, also an empty one', () => {
  expect(applyEdits('{"a":{"b":1}}', [{ pointer: '/a/c~1d', json: '"x"' }])).toEqual({
    ok: true,
    text: '{"a":{"b":1,"c/d":"x"}}',
  })
  const two = [
    { pointer: '/a', json: '{}' },
    { pointer: '/a/b', json: 'null' },
  ]
  expect(applyEdits('{}', two)).toEqual({ ok: true, text: '{"a":{"b":null}}' })
})

test('an edit that cannot be made names itself and what was expected', () => {
  expect(applyEdits('{"a":1}', [{ pointer: '/a', json: 'two' }])).toMatchObject({ ok: false, index: 0, field: 'json' })
  const good = { pointer: '/a', json: '1' }
  for (const pointer of ['/a/b', '/b/c', '/list/9'])
    expect(applyEdits('{"a":1,"list":[]}', [good, { pointer, json: '1' }])).toMatchObject({
      index: 1,
      field: 'pointer',
    })
  expect(applyEdits('<html>', [good])).toMatchObject({ ok: false, expected: 'content in JSON' })
})
