import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('record_history: unknown shop, known from its channel, replay, other content, then a fact', () => {
  follows(`
    stock A HD onHand=10
    history nowhere:1 owed=20 paid=20 -> shop_unknown
    order 1 v1 paid A=1 -> recorded
    history 1 owed=20 paid=20 back=20 -> known_live
    expect order 1 stage=to_ship paid=10 refunded=0 allocated=1
    history 2 owed=20 paid=20 -> recorded
    history 2 owed=20 paid=20 -> already_recorded
    history 2 owed=20 paid=20 back=5 -> updated
    history 2 owed=20 paid=20 -> already_recorded
    expect order 2 stage=history payment=paid paid=20 refunded=5
  `)
})

test('history asks for nothing: no line, no hold, no claim, whatever it was paid', () => {
  follows(`
    stock A HD onHand=10
    history 1 owed=20 -> recorded
    history 2 owed=20 paid=20 -> recorded
    history 3 owed=20 paid=20 back=20 -> recorded
    advance 1 -> unchanged
    advance 2 -> unchanged
    expire 2 -> nothing_due
    expect order 1 stage=history payment=unpaid holds=none lines=0 events=1
    expect order 2 stage=history payment=paid holds=none lines=0 events=1
    expect order 3 stage=history payment=refunded holds=none lines=0 events=2
    expect pool A reserved=0 allocated=0 short=0
  `)
})

test('money of the past only rises, in whatever order the files come', () => {
  follows(`
    history 1 owed=20 -> recorded
    history 1 owed=20 paid=20 -> updated
    history 1 owed=20 paid=20 back=8 -> updated
    history 1 owed=20 paid=20 back=3 -> updated
    expect order 1 payment=paid paid=20 refunded=8
    history 2 owed=20 paid=20 back=8 -> recorded
    history 2 owed=20 paid=20 -> updated
    history 2 owed=20 -> updated
    expect order 2 payment=paid paid=20 refunded=8
  `)
})

test('facts about history are recorded and requests are refused', () => {
  follows(`
    history 1 owed=20 -> recorded
    hold 1 manual -> nothing_to_hold
    cancel 1 -> already_cancelled
    release 1 manual -> not_held
    pay 1 whole 20 -> recorded
    refund 1 R1 5 -> recorded
    expect order 1 stage=history payment=paid paid=20 refunded=5
  `)
})

test('an order of the past that its channel shows becomes a live one, with the channel’s money', () => {
  follows(`
    now 00:10
    stock A HD onHand=10
    history 1 owed=99 paid=99 -> recorded
    order 1 v1 unpaid A=2 -> recorded
    expect order 1 stage=unpaid payment=unpaid paid=0 reserved=2
    order 1 v2 paid A=2 -> updated
    expect order 1 stage=to_ship paid=20 allocated=2
    history 1 owed=99 paid=99 back=99 -> known_live
    expect order 1 stage=to_ship paid=20 refunded=0 allocated=2
  `)
})

test('it keeps the refunds the file told of', () => {
  follows(`
    stock A HD onHand=10
    history 1 owed=20 paid=20 back=5 -> recorded
    order 1 v1 paid A=2 -> recorded
    expect order 1 stage=to_ship paid=20 refunded=5 allocated=2
    history 2 owed=20 paid=20 back=20 -> recorded
    order 2 v1 paid A=2 -> recorded
    expect order 2 stage=closed payment=refunded allocated=0
  `)
})

test('a presale known from a file is paid by its own legs once its channel shows it', () => {
  follows(`
    stock A HD onHand=10
    history 1 owed=20 paid=20 back=5 -> recorded
    order 1 v1 presale:deposit A=2 -> recorded
    expect order 1 payment=deposit_paid paid=5+2+0 refunded=5+0+0
    pay 1 balance 18 -> recorded
    expect order 1 stage=to_ship payment=paid allocated=2
  `)
})
