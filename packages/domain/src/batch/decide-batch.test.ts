import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('move_cursor: unknown feed, stale lease, never back, then on', () => {
  follows(`
    cursor main 10:00:00 1 -> cursor_unknown
    lease main 09:00:00 2
    cursor main 10:00:00 1 -> fenced
    cursor main 10:00:00 3 -> fenced
    cursor main 09:00:00 2 -> already_past
    cursor main 08:00:00 2 -> already_past
    cursor main 10:00:00 2 -> moved
    cursor main 10:00:00 2 -> already_past
    cursor main 09:30:00 2 -> already_past
    cursor main 10:00:01 2 -> moved
    cursor second 10:00:00 2 -> cursor_unknown
  `)
})

test('later commands of a batch see what earlier ones did', () => {
  follows(`
    stock A HD onHand=2
    order 1 paid A=2 -> recorded
    order 2 paid A=1 -> recorded
    cancel 1 -> cancelled
    advance 2 -> advanced
    receive A HD 5 r1 -> recorded onHand=7 short=0
    order 1 paid A=2 -> already_recorded
    order 3 paid A=6 -> recorded
    expect order 1 stage=closed
    expect order 2 allocated=1
    expect order 3 allocated=6
    expect pool A onHand=7 allocated=7 reserved=0
  `)
})

test('equal ids of two shops are two orders', () => {
  follows(`
    stock A HD onHand=5
    order 1 paid A=1 -> recorded
    order second:1 paid A=2 -> recorded
    cancel second:1 -> cancelled
    expect order 1 allocated=1
    expect order second:1 allocated=0
  `)
})
