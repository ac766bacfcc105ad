import { expect, test } from 'vitest'
import { countTests } from './test-count.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
})
const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ numPassedTests: 2, testResults })

test('failed tests are counted one by one', () => {
  expect(countTests(report(file('failed', 'passed', 'failed', 'failed')), 1)).toEqual({ passed: 2, failed: 2 })
})

test('a file that does not load is a failure', () => {
  expect(countTests(report(file('passed', 'passed'), file('failed')), 1)).toEqual({ passed: 2, failed: 1 })
})

test('a run that breaks outside any test is a failure', () => {
  expect(countTests(report(file('passed', 'passed')), 1)).toEqual({ passed: 2, failed: 1 })
  expect(countTests(undefined, 0)).toEqual({ passed: 0, failed: 1 })
})
