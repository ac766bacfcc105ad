// Work that was cancelled and shipped all the same: what left is what it held when it was cancelled.

import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('a line that grew ships with both its parts', () => {
  follows(`
    stock A HD onHand=10
    order 1 v1 paid A=2 -> recorded
    order 1 v2 paid A=5 -> updated
    expect work 1 HD=5
    cancel 1 -> cancelled
    ship 1@HD -> shipped_after_cancel
    expect order 1 shipped=5
    expect pool A onHand=5
  `)
})

test('a line dropped before the cancel stays in the warehouse', () => {
  follows(`
    stock A HD onHand=10
    stock B HD onHand=10
    order 1 v1 paid A=2 B=1 -> recorded
    order 1 v2 paid B=1 -> updated
    expect work 1 HD=1
    cancel 1 -> cancelled
    ship 1@HD -> shipped_after_cancel
    expect order 1 shipped=1
    expect pool A onHand=10
  `)
})

test('two lines of one SKU ship as two', () => {
  follows(`
    stock A HD onHand=10
    order 1 v1 paid A1=2 A2=3 -> recorded
    cancel 1 -> cancelled
    ship 1@HD -> shipped_after_cancel
    expect order 1 shipped=5
  `)
})
