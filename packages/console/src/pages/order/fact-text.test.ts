import { expect, test } from 'vitest'
import { translatorOf } from '../../i18n/i18n.ts'
import { wordsOf } from '../../ui/use-words.ts'
import { factText } from './fact-text.ts'

const zh = wordsOf(translatorOf('zh-CN'), 'zh-CN')
const text = (key: string, value: unknown) => factText({ key, value }, zh, 'CNY')

test('facts of rules in words', () => {
  expect(text('payableFen', 51_200)).toBe('¥512.00')
  expect(text('channel', 'jd')).toBe('京东')
  expect(text('queue', 'vip')).toBe('VIP')
  expect(text('candidates', ['HZ01', 'GZ01'])).toBe('HZ01 → GZ01')
  expect([text('holds', []), text('city', ''), text('x', null)]).toEqual(['—', '—', '—'])
  expect(text('rule', { a: 1 })).toBe('{"a":1}')
})
