import { describe, expect, test } from 'vitest'
import { readTopError, toChannelError } from './errors.ts'

const NOON = Date.parse('2026-06-18T12:00:00+08:00')
const classify = (error: Record<string, unknown>): { kind: string; retryAfterMs: number | null; code: string } => {
  const { kind, retryAfterMs, code } = toChannelError(readTopError({ error_response: error })!, NOON)
  return { kind, retryAfterMs, code }
}

test('an answer without error_response is no error', () => {
  expect(readTopError({ trades_sold_get_response: {} })).toBeNull()
  expect(readTopError([])).toBeNull()
})

describe('codes', () => {
  test.each([
    [3, 'retry'],
    [7, 'throttled'],
    [9, 'bug'],
    [10, 'retry'],
    [11, 'refused'],
    [12, 'refused'],
    [13, 'refused'],
    [21, 'bug'],
    [22, 'bug'],
    [23, 'bug'],
    [24, 'bug'],
    [25, 'bug'],
    [26, 'reauthorise'],
    [27, 'reauthorise'],
    [28, 'refused'],
    [29, 'refused'],
    [30, 'bug'],
    [31, 'refused'],
    [32, 'bug'],
    [33, 'bug'],
    [34, 'bug'],
    [40, 'bug'],
    [41, 'bug'],
    [42, 'refused'],
    [43, 'bug'],
    [53, 'refused'],
    [999, 'retry'],
  ])('%i is %s', (code, kind) => expect(classify({ code, msg: 'x' }).kind).toBe(kind))

  test.each([
    ['isp.top-remote-connection-timeout', 'retry'],
    ['isp.system-busy', 'retry'],
    ['isp.item-update-service-error:GENERIC_FAILURE', 'retry'],
    ['isv.invalid-parameter', 'refused'],
    ['isv.trade-not-exist', 'not_found'],
    ['session-expired', 'reauthorise'],
    ['', 'retry'],
  ])('15 with %s is %s', (sub_code, kind) =>
    expect(classify({ code: 15, msg: 'Remote service error', sub_code }).kind).toBe(kind),
  )
})

describe('bans', () => {
  test('the seconds are read from the text', () => {
    const error = {
      code: 7,
      msg: 'App Call Limited',
      sub_code: 'accesscontrol.limited-by-api-access-count',
      sub_msg: 'This ban will last for 17 more seconds',
    }
    expect(classify(error)).toEqual({
      kind: 'throttled',
      retryAfterMs: 17_000,
      code: '7:accesscontrol.limited-by-api-access-count',
    })
  })
  test('one second is singular', () =>
    expect(classify({ code: 7, msg: 'This ban will last for 1 more second' }).retryAfterMs).toBe(1_000))
  test('a used up day comes back at midnight in China', () => {
    expect(classify({ code: 7, msg: 'x', sub_code: 'accesscontrol.limited-by-app-access-count' }).retryAfterMs).toBe(
      12 * 3_600_000,
    )
  })
})

test('odd shapes are an error all the same, and their text is safe to log', () => {
  expect(readTopError({ error_response: 'boom' })).toMatchObject({ subCode: '' })
  expect(readTopError({ error_response: { code: '27', msg: 'a\r\nb\u001b[31m' } })).toMatchObject({
    code: 27,
    msg: 'a  b [31m',
  })
})
