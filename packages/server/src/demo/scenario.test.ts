import { expect, test } from 'vitest'
import { closesAt, planScenario, simulatorArguments } from './scenario.ts'

const NOW = Date.parse('2026-11-11T12:00:00Z')
const MINUTE_MS = 60_000
const wish = { speed: null, report: null, badOneIn: null, channels: ['taobao', 'jd'] }
const first = planScenario(null, wish, { pauseMs: null, now: NOW })

test('a new shop has been open for a few minutes', () => {
  expect(first.isNew).toBe(true)
  expect(first.file.epoch).toBe(NOW - 3 * MINUTE_MS)
})

test('after a short pause it goes on where it stopped', () => {
  const next = planScenario(first.file, wish, { pauseMs: 10 * MINUTE_MS, now: NOW + 20 * MINUTE_MS })
  expect(next).toMatchObject({ isNew: false, file: first.file })
})

test('after a long pause, and when the busy days are over, it opens anew', () => {
  expect(planScenario(first.file, wish, { pauseMs: 60 * MINUTE_MS, now: NOW + 90 * MINUTE_MS }).isNew).toBe(true)
  expect(planScenario(first.file, wish, { pauseMs: 1_000, now: closesAt(first.file) }).isNew).toBe(true)
})

test('another speed or report is another scenario; a report of your own begins with its first order', () => {
  expect(planScenario(first.file, { ...wish, speed: 7 }, { pauseMs: 0, now: NOW })).toMatchObject({
    isNew: true,
    file: { speed: 7 },
  })
  expect(planScenario(first.file, { ...wish, badOneIn: 0 }, { pauseMs: 0, now: NOW })).toMatchObject({
    isNew: true,
    file: { badOneIn: 0 },
  })
  expect(planScenario(first.file, { ...wish, channels: ['taobao'] }, { pauseMs: 0, now: NOW }).isNew).toBe(true)
  expect(simulatorArguments(first.file)).toContain('--bad-one-in=250')
  const own = planScenario(first.file, { ...wish, report: '/reports/mine.csv' }, { pauseMs: 0, now: NOW })
  expect(own.file).toMatchObject({ report: '/reports/mine.csv', from: null })
  expect(simulatorArguments(own.file)).toContain('/reports/mine.csv')
  expect(simulatorArguments(own.file)).not.toContain('--from')
})
