import type { EventKind } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { translatorOf } from '../../i18n/i18n.ts'
import { zhCN } from '../../i18n/zh-cn.ts'
import { wordsOf } from '../../ui/use-words.ts'
import { eventSentence } from './event-sentence.ts'
import { reasonText } from './reason-text.ts'

const zh = { words: wordsOf(translatorOf('zh-CN'), 'zh-CN'), currency: 'CNY', now: Date.now() }
const en = { words: wordsOf(translatorOf('en'), 'en'), currency: 'CNY', now: Date.now() }

function event(kind: string, body: Record<string, unknown>) {
  return { seq: 1, at: '2026-11-11T12:00:00.000Z', kind, actor: 'system', batch: '1', body }
}

test('an allocation is told per location, not per line', () => {
  const body = {
    units: 4,
    fromReserved: 4,
    picks: [
      { line: 1, location: 'HZ01', units: 1 },
      { line: 2, location: 'HZ01', units: 2 },
      { line: 2, location: 'GZ01', units: 1 },
    ],
  }
  expect(eventSentence(event('order_allocated', body), zh)).toBe('HZ01 发 3 件、GZ01 发 1 件，共 4 件。')
  expect(eventSentence(event('order_allocated', body), en)).toBe('3 pcs from HZ01, 1 pcs from GZ01; 4 pcs in all.')
})

test('a parcel that left although cancelled says so', () => {
  const parcel = { units: 1, carrier: '顺丰速运', trackingNumber: 'SF1', fulfillmentOrder: 9 }
  expect(eventSentence(event('order_shipped', parcel), zh)).not.toContain('拦截')
  expect(eventSentence(event('order_shipped', { ...parcel, afterCancel: true }), zh)).toContain('需要拦截')
})

test('every kind that has a word has a sentence, whatever its body lacks', () => {
  for (const kind of Object.keys(zhCN.event) as EventKind[]) {
    for (const context of [zh, en]) {
      const sentence = eventSentence(event(kind, {}), context)
      expect(sentence, kind).not.toMatch(/undefined|NaN|\{\{/)
    }
  }
  expect(eventSentence(event('a_new_kind', { a: 1 }), zh)).toBe('')
})

test('reasons of the engine are worded, reasons of people are kept', () => {
  expect(reasonText('line 2: no SKU for code A-1', zh)).toBe('第 2 行：编码 A-1 没有对应的 SKU')
  expect(reasonText('lines and freight sum to 1000 fen, the order says 1200', en)).toBe(
    'lines and freight sum to ¥10.00, the order says ¥12.00',
  )
  expect(reasonText('同一手机号', en)).toBe('同一手机号')
})

test('actors are named', () => {
  expect(['system', 'channel:jd', 'warehouse:HZ01', 'user:王敏', 'cron'].map((each) => zh.words.actor(each))).toEqual([
    '系统',
    '渠道 京东',
    '仓库 HZ01',
    '用户 王敏',
    'cron',
  ])
})
