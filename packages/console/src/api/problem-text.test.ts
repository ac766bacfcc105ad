import { expect, test } from 'vitest'
import { translatorOf } from '../i18n/i18n.ts'
import { ApiProblem } from '@tidegate/contract'
import { isProblem, problemText } from './problem-text.ts'

const zh = translatorOf('zh-CN')
const en = translatorOf('en')

function refused(code: string, more: { field?: string; expected?: string } = {}): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: 'x', status: 418, code, retryable: false, ...more })
}

test('a known code is worded in the language of the page, never with the server’s English title', () => {
  expect(problemText(zh, refused('not_found'))).toBe('这里没有这样东西。')
  expect(problemText(en, refused('overloaded'))).toBe('The gate is full; it goes on by itself in a moment.')
})

test('a field at fault is named with what was expected there', () => {
  expect(problemText(en, refused('bad_request', { field: '/limit', expected: 'at most 200' }))).toBe(
    'The request does not have the expected form. (/limit should be at most 200)',
  )
})

test('no answer at all is a calm sentence', () => {
  expect(problemText(zh, new ApiProblem(null))).toBe('连不上服务，正在自动重试。')
})

test('an unknown code, an inherited property name and a bug of ours still say something', () => {
  expect(problemText(en, refused('teapot'))).toContain('418')
  expect(problemText(en, refused('toString'))).toContain('418')
  expect(problemText(en, new TypeError('boom'))).toContain('boom')
})

test('callers ask by code, not by status', () => {
  expect(isProblem(refused('not_signed_in'), 'not_signed_in')).toBe(true)
  expect(isProblem(new ApiProblem(null), 'not_signed_in')).toBe(false)
})
