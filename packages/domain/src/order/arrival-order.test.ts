// Row A8: however the snapshots of one order arrive, the order ends the same.

import { expect, test } from 'vitest'
import { normalize, runStockScript } from '../testing/stock-script.ts'

const SCENE = `
  stock A HD onHand=50
  stock A HN onHand=50
  stock B HD onHand=50
  stock B HN onHand=50
`
const END = `
  expect order 1 stage=? payment=? platform=? holds=? open=? reserved=? allocated=? shipped=? paid=? refunded=?
  expect work 1 HD=? HN=? HB=? VIP=?
  expect pool A reserved=? allocated=? short=?
  expect pool B reserved=? allocated=? short=?
`

const HISTORIES: Record<string, string[]> = {
  'paid, then moved to another province': [
    'v1 unpaid A=2 to=east',
    'v2 paid A=2 to=east',
    'v3 paid A=2 to=south',
    'v4 paid A=2 to=south refunding',
    'v5 paid A=2 to=south',
  ],
  'lines that come, grow, shrink and go': [
    'v1 unpaid A=1 price=60 to=east',
    'v2 unpaid A=1 B=2 price=20 to=east',
    'v3 paid B=5 price=12 to=east',
    'v4 paid B=5-2 A=1 price=10 to=east',
    'v5 paid B=3 price=20 to=east',
  ],
  'thin rows between full ones': [
    'v1 unpaid A=2 to=east',
    'v2 unpaid thin faceless payable=20',
    'v3 paid thin A=2 to=east payable=20',
    'v4 paid faceless A=2 to=east',
    'v5 paid thin faceless payable=20',
  ],
  'a presale paid leg by leg': [
    'v1 presale A=1 to=east',
    'v2 presale:deposit A=1 to=east',
    'v3 presale:deposit thin faceless payable=10',
    'v4 presale:balance A=1 to=east',
  ],
  'closed in the end': [
    'v1 unpaid A=2',
    'v2 paid A=2',
    'v3 paid A=2 refunding',
    'v4 paid A=2 closed',
    'v5 paid thin faceless payable=20 closed',
  ],
  'banned for a while': [
    'v1 paid forbidden A=2',
    'v2 paid A=2-1',
    'v3 paid forbidden thin A=2-1 payable=20',
    'v4 paid A=2-1',
  ],
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

/** The end of the story alone: what was answered on the way may differ. */
function endOf(arrivals: readonly string[], batching: 'each' | 'joined'): string {
  const orders = arrivals.map((words) => `order 1 ${words} -> ?`).join('\n')
  const answers = runStockScript([SCENE, orders, END].join('\n'), batching).split('\n')
  return answers.filter((line) => line.startsWith('expect')).join('\n')
}

test.each(Object.entries(HISTORIES))('%s: every order of arrival ends the same', (_, history) => {
  const inOrder = endOf(history, 'each')
  const ends = permutations(history).map((arrivals) => [arrivals.join(' | '), endOf(arrivals, 'each')] as const)
  expect(ends.filter(([, end]) => end !== inOrder)).toEqual([])
  expect(endOf(history, 'joined')).toBe(inOrder)
  expect(normalize(inOrder)).not.toContain('?')
})

/** Legs keep the most any snapshot told of, so a snapshot older in every part may still bring news of money. */
const UNVERSIONED_MONEY: Record<string, string[]> = {
  'an amount that falls': ['v1 paid A=3', 'v2 paid A=1'],
  'a row that tells of no payment': ['v1 paid A=3', 'v2 no-legs A=3'],
}

test.each(Object.entries(UNVERSIONED_MONEY))('%s: every order of arrival ends the same', (_, history) => {
  expect(endOf(history.toReversed(), 'each')).toBe(endOf(history, 'each'))
})
