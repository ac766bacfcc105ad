import { expect, test } from 'vitest'
import { translatorOf } from '../../i18n/i18n.ts'
import { wordsOf } from '../../ui/use-words.ts'
import { faultText } from './fault-text.ts'

const zh = wordsOf(translatorOf('zh-CN'), 'zh-CN')
const en = wordsOf(translatorOf('en'), 'en')

test('a fault is worded in the language of the page', () => {
  const reason = 'orders.order[0].num: expected an integer from 1 to 100000, found 0'
  expect(faultText(zh, reason)).toBe('orders.order[0].num 应为 1 到 100000 的整数，实为 0')
  expect(faultText(en, reason)).toBe(reason)
  expect(faultText(zh, 'tid: expected an id of digits, found nothing')).toBe('tid 应为 一串数字的单号，实为 空')
  expect(faultText(zh, 'status: expected a known code, found "NEW: one"')).toBe(
    'status 应为 已知的代码，实为 "NEW: one"',
  )
  expect(faultText(zh, 'expected a JSON body within limits, found not_json, 12 bytes')).toBe(
    '应为 限度内的 JSON，实为 not_json, 12 bytes',
  )
})

test('what a poll writes of refunds and of orders it was not shown is worded too', () => {
  const refund = (what: string): string => faultText(zh, `refund R1 of 12800 fen: ${what}`)
  expect(refund('its order could not be recorded')).toBe('退款 R1（¥128.00）：它的订单没能记录')
  expect(refund('only 300 fen are left to refund')).toBe('退款 R1（¥128.00）：只剩 ¥3.00 可退')
  expect(refund('known with 300 fen')).toBe('退款 R1（¥128.00）：之前记录的金额是 ¥3.00')
  expect(refund('expected an amount above 0')).toBe('退款 R1（¥128.00）：金额应当大于 0')
  expect(faultText(zh, 'the channel listed the order and would not show it: no-permission')).toBe(
    '平台列出了这个订单，但不给看（no-permission）',
  )
  expect(faultText(zh, 'the channel still does not show the order: gone')).toBe('平台仍然不给看（gone）')
})

test('what has another form is shown as it was written', () => {
  for (const reason of ['the channel lists the order', 'refund R1: known', ''])
    expect(faultText(zh, reason)).toBe(reason)
})
