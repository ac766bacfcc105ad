import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('ship_fulfillment_order: unknown work, replay, after a cancel, while held, then plainly', () => {
  follows(`
    stock A HD onHand=10
    ship 999 -> fulfillment_order_unknown
    order 1 paid A=1 -> recorded
    order 2 paid A=1 -> recorded
    order 3 paid A=1 -> recorded
    cancel 2 -> cancelled
    hold 3 risk -> held
    ship 1@HD -> shipped
    ship 1@HD -> already_shipped
    ship 2@HD -> shipped_after_cancel
    ship 2@HD -> already_shipped
    ship 3@HD -> shipped_while_held
    ship 3@HD -> already_shipped
    expect pool A onHand=7 allocated=0 reserved=0 short=0
    expect order 1 stage=shipped shipped=1
    expect order 2 stage=shipped shipped=1 cancelled=0
  `)
})

test('a parcel that left after its units went to another order leaves that order short', () => {
  follows(`
    stock A HD onHand=1
    order 1 paid A=1 -> recorded
    cancel 1 -> cancelled
    order 2 paid A=1 -> recorded
    expect order 2 stage=to_ship
    ship 1@HD -> shipped_after_cancel
    expect pool A onHand=0 allocated=1 short=1
    expect level A HD onHand=0 allocated=1 short=1
    receive A HD 1 late -> recorded onHand=1 short=0
    expect pool A short=0
    ship 2@HD -> shipped
    expect pool A onHand=0 allocated=0 short=0
  `)
})

test('short falls as soon as the promise goes', () => {
  follows(`
    stock A HD onHand=1
    order 1 paid A=1 -> recorded
    adjust A HD -1 count -> recorded onHand=0 short=1
    expect pool A short=1
    cancel 1 -> cancelled
    expect pool A short=0
  `)
})

test('what shipped was there: the books find the unit they lacked', () => {
  follows(`
    stock A HD onHand=2
    order 1 paid A=2 -> recorded
    adjust A HD -1 count -> recorded onHand=1 short=1
    ship 1@HD -> shipped
    expect level A HD onHand=0 allocated=0 short=0
    expect pool A onHand=0 allocated=0 short=0
  `)
})

test('each parcel of a split order ships by itself', () => {
  follows(`
    stock A HD onHand=1
    stock B HN onHand=1
    order 1 paid A=1 B=1 -> recorded
    expect work 1 HD=1 HN=1
    ship 1@HD -> shipped
    expect order 1 stage=partly_shipped shipped=1 allocated=1
    cancel 1 -> already_shipped
    ship 1@HN -> shipped
    expect order 1 stage=shipped shipped=2
  `)
})

test('after a cancel only what was still in the work is taken as shipped', () => {
  follows(`
    stock A HD onHand=10
    order 1 v1 paid A=5 -> recorded
    order 1 v2 paid A=3 -> updated
    expect work 1 HD=3
    cancel 1 -> cancelled
    ship 1@HD -> shipped_after_cancel
    expect order 1 shipped=3
    expect pool A onHand=7
  `)
})

test('a parcel that left although its order was routed elsewhere makes the other work needless', () => {
  follows(`
    stock A HD onHand=2
    stock A HN onHand=2
    order 1 v1 paid A=2 to=east -> recorded
    order 1 v2 paid A=2 to=south -> updated
    expect work 1 HD=0 HN=2
    ship 1@HD -> shipped_after_cancel
    expect order 1 shipped=2
    expect order 1 shipped=2 allocated=0 ordered=2
    expect work 1 HN=0 HN.state=cancelled
  `)
})
