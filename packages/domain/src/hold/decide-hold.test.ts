import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('place_hold: unknown order, already held, nothing left to hold, then held', () => {
  follows(`
    stock A HD onHand=10
    hold 1 risk -> order_unknown
    order 1 paid A=1 -> recorded
    hold 1 risk -> held
    hold 1 risk -> already_held
    hold 1 manual -> held
    expect order 1 holds=manual+risk stage=held
    order 2 paid A=1 -> recorded
    ship 2@HD -> shipped
    hold 2 risk -> nothing_to_hold
    order 3 closed A=1 -> recorded
    hold 3 risk -> nothing_to_hold
  `)
})

test('release_hold: unknown order, not held, then released; the last one lets the order go on', () => {
  follows(`
    stock A HD onHand=10
    release 1 risk -> order_unknown
    order 1 unpaid A=2 -> recorded
    release 1 risk -> not_held
    hold 1 risk -> held
    hold 1 manual -> held
    pay 1 whole 20 -> recorded
    expect order 1 reserved=2 allocated=0 stage=held
    release 1 risk -> released
    release 1 risk -> not_held
    expect order 1 reserved=2 stage=held
    release 1 manual -> released
    expect order 1 allocated=2 stage=to_ship
  `)
})

test('a hold hides the work from the warehouse and a release shows it again', () => {
  follows(`
    stock A HD onHand=10
    order 1 paid A=2 -> recorded
    expect work 1 HD=2 HD.state=open
    hold 1 risk -> held
    expect work 1 HD=2 HD.state=on_hold
    release 1 risk -> released
    expect work 1 HD=2 HD.state=open
  `)
})

test('a held order keeps its units while others want them', () => {
  follows(`
    stock A HD onHand=2
    order 1 unpaid A=2 -> recorded
    hold 1 risk -> held
    pay 1 whole 20 -> recorded
    order 2 paid A=1 -> recorded
    expect order 2 stage=waiting_stock open=1
    release 1 risk -> released
    expect order 1 stage=to_ship
  `)
})

test('a person may waive an automatic hold, and the same reason does not come back', () => {
  follows(`
    stock A HD onHand=5
    order 1 v1 paid A=1 more=1 -> recorded
    expect order 1 holds=payment
    release 1 payment -> released
    expect order 1 holds=none stage=to_ship
    advance 1 -> unchanged
    order 1 v2 paid A=1 more=2 -> updated
    expect order 1 holds=payment
  `)
})

// Kinds that follow from facts cannot be placed by hand: the engine would release them in the same breath.
test('a hold that is answered `held` stands', () => {
  follows(`
    stock A HD onHand=5
    order 1 paid A=1 -> recorded
    hold 1 address -> held
    expect order 1 holds=address
    hold 1 manual -> held
    expect order 1 holds=address+manual
  `)
})
