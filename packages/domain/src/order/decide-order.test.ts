import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('record_order: an unknown shop comes first, then a replay, then age, then news', () => {
  follows(`
    stock A HD onHand=10
    order nowhere:1 v2 paid A=1 -> shop_unknown
    order 1 v2 paid A=1 -> recorded
    order 1 v2 paid A=1 -> already_recorded
    order 1 v1 paid A=3 -> older_than_known
    order 1 v1 paid A=3 -> older_than_known
    order 1 v3 paid A=2 -> updated
    order 1 v3 paid A=2 -> already_recorded
    order 1 v2 paid A=1 -> older_than_known
    order second:1 v2 paid A=1 -> recorded
    expect pool A allocated=3 reserved=0 short=0
    expect order 1 allocated=2 stage=to_ship
    expect order second:1 allocated=1
  `)
})

test('record_payment: unknown order, unknown leg, replay, then a fact', () => {
  follows(`
    stock A HD onHand=10
    pay 1 whole 10 -> order_unknown
    order 1 unpaid A=1 -> recorded
    pay 1 deposit 10 -> leg_unknown
    pay 1 whole 4 -> recorded
    expect order 1 payment=unpaid reserved=1
    pay 1 whole 10 -> recorded
    pay 1 whole 10 -> already_recorded
    pay 1 whole 4 -> already_recorded
    expect order 1 payment=paid stage=to_ship allocated=1
  `)
})

test('record_refund: unknown order, replay, another amount, more than was paid, then a fact', () => {
  follows(`
    stock A HD onHand=10
    refund 1 R1 5 -> order_unknown
    order 1 paid A=2 -> recorded
    refund 1 R1 21 -> exceeds_paid refundableFen=2000
    refund 1 R1 5 -> recorded
    refund 1 R1 5 -> already_recorded
    refund 1 R1 6 -> recorded_with_different_amount amountFen=500
    refund 1 R1 50 -> recorded_with_different_amount amountFen=500
    refund 1 R2 16 -> exceeds_paid refundableFen=1500
    expect order 1 payment=paid allocated=2 refunded=5
    refund 1 R2 15 -> recorded
    expect order 1 payment=refunded stage=closed allocated=0 cancelled=2
    expect pool A allocated=0 reserved=0
  `)
})

test('cancel_order: unknown order, already cancelled, already shipped, then done', () => {
  follows(`
    stock A HD onHand=10
    cancel 1 -> order_unknown
    order 1 paid A=1 -> recorded
    order 2 paid A=1 -> recorded
    ship 2@HD -> shipped
    cancel 2 -> already_shipped
    cancel 1 -> cancelled
    cancel 1 -> already_cancelled
    order 3 closed A=1 -> recorded
    cancel 3 -> already_cancelled
    expect pool A onHand=9 allocated=0 reserved=0
  `)
})

test('an order cancelled at any stage gives back all it had', () => {
  follows(`
    stock A HD onHand=10
    stock B HD onHand=1
    order unpaid unpaid A=1 -> recorded
    order held paid A=2 -> recorded
    hold held manual -> held
    order waiting paid B=3 -> recorded
    order routed paid A=3 -> recorded
    expect pool A reserved=1 allocated=5
    expect pool B reserved=1
    cancel unpaid -> cancelled
    cancel held -> cancelled
    cancel waiting -> cancelled
    cancel routed -> cancelled
    expect pool A reserved=0 allocated=0 onHand=10
    expect pool B reserved=0 allocated=0 onHand=1
    expect order held holds=none stage=closed cancelled=2
    expect order waiting holds=none stage=closed cancelled=3 open=0
    expect work routed HD=0 HD.state=cancelled
  `)
})

test('expire_reservations: due at exactly the second, and not a moment before', () => {
  follows(`
    stock A HD onHand=10
    expire 1 -> order_unknown
    order 1 unpaid A=2 placed=12:00:00 -> recorded
    now 12:29:59
    expire 1 -> nothing_due
    expect pool A reserved=2
    now 12:30:00
    expire 1 -> expired units=2
    expire 1 -> nothing_due
    expect pool A reserved=0
    advance 1 -> unchanged
    expect order 1 open=2 reserved=0 stage=unpaid
  `)
})

test('a payment after the expiry takes units again where there are any, and waits where there are none', () => {
  follows(`
    stock A HD onHand=2
    order 1 unpaid A=2 placed=12:00:00 -> recorded
    order 2 unpaid A=1 placed=12:00:00 -> recorded
    expect order 2 open=1 reserved=0
    now 12:30:00
    expire 1 -> expired units=2
    pay 2 whole 10 -> recorded
    pay 1 whole 20 -> recorded
    expect order 2 stage=to_ship allocated=1
    expect order 1 stage=waiting_stock reserved=1 open=1 holds=out_of_stock
    receive A HD 1 more -> recorded onHand=3 short=0
    advance 1 -> advanced
    expect order 1 stage=to_ship allocated=2 holds=none
  `)
})

test('a payment before the expiry keeps the units for good', () => {
  follows(`
    stock A HD onHand=2
    order 1 unpaid A=2 placed=12:00:00 -> recorded
    hold 1 risk -> held
    pay 1 whole 20 -> recorded
    now 13:00:00
    expire 1 -> nothing_due
    expect order 1 reserved=2 stage=held
  `)
})

test('an order first seen long after it was placed and still unpaid reserves nothing', () => {
  follows(`
    stock A HD onHand=2
    order 1 unpaid A=2 placed=11:30:00 -> recorded
    order 2 unpaid A=2 placed=11:30:01 -> recorded
    expect order 1 reserved=0 open=2
    expect order 2 reserved=2 open=0
  `)
})

test('a deposit keeps the units, and the balance lets them go on', () => {
  follows(`
    stock A HD onHand=5
    order 1 presale A=1 placed=12:00:00 -> recorded
    order 2 presale:deposit A=1 placed=12:00:00 -> recorded
    expect order 1 payment=unpaid stage=unpaid reserved=1
    pay 1 deposit 1 -> recorded
    expect order 1 payment=deposit_paid stage=unpaid reserved=1
    now 18:00:00
    expire 1 -> nothing_due
    expire 2 -> nothing_due
    pay 1 balance 9 -> recorded
    pay 1 balance 9 -> already_recorded
    expect order 1 payment=paid stage=to_ship allocated=1
    refund 1 R1 2 -> recorded
    expect order 1 refunded=0+2 payment=paid
    refund 1 R2 8 -> recorded
    expect order 1 refunded=1+9 payment=refunded stage=closed
  `)
})

test('a refund before shipping gives the stock to the order that waits', () => {
  follows(`
    stock A HD onHand=1
    order 1 paid A=1 -> recorded
    order 2 paid A=1 -> recorded
    expect order 2 stage=waiting_stock
    refund 1 R1 10 -> recorded
    expect order 1 stage=closed
    expect pool A allocated=0
    advance 2 -> advanced
    expect order 2 stage=to_ship
  `)
})

test('advance_order changes nothing where nothing can go on', () => {
  follows(`
    advance 1 -> order_unknown
    stock A HD onHand=1
    order 1 paid A=3 -> recorded
    expect order 1 reserved=1 open=2 events=3
    advance 1 -> unchanged
    advance 1 -> unchanged
    expect order 1 reserved=1 open=2 events=3
    order 2 paid A=1 -> recorded
    cancel 2 -> cancelled
    advance 2 -> unchanged
  `)
})

test('asking again where reserved stock turned out missing changes nothing either', () => {
  follows(`
    stock A HD onHand=2
    order 1 paid A=2 -> recorded
    hold 1 manual -> held
    order 1 v2 paid A=2 to=south -> updated
    adjust A HD -1 count -> recorded onHand=1 short=0
    release 1 manual -> released
    expect order 1 stage=waiting_stock
    advance 1 -> unchanged
  `)
})
