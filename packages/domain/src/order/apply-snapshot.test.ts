import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('lines that grow take more, lines that shrink give back', () => {
  follows(`
    stock A HD onHand=10
    order 1 v1 paid A=2 -> recorded
    expect work 1 HD=2
    order 1 v2 paid A=5 -> updated
    expect work 1 HD=5
    order 1 v3 paid A=1 -> updated
    expect work 1 HD=1 HD.state=open
    order 1 v4 paid A=3-2 -> updated
    expect order 1 ordered=3 cancelled=2 allocated=1
    order 1 v5 paid A=3 -> updated
    expect order 1 ordered=3 cancelled=0 allocated=3
    expect pool A allocated=3 reserved=0
  `)
})

test('a line the platform no longer lists is cancelled, and comes back with it', () => {
  follows(`
    stock A HD onHand=5
    stock B HD onHand=5
    order 1 v1 paid A=1 B=2 -> recorded
    order 1 v2 paid A=1 -> updated
    expect pool B allocated=0
    expect order 1 lines=2 allocated=1 cancelled=2
    order 1 v3 paid A=1 B=2 -> updated
    expect pool B allocated=2
    expect order 1 lines=2 allocated=3 cancelled=0
  `)
})

test('the same SKU on two lines is one need', () => {
  follows(`
    stock A HD onHand=3
    stock A HN onHand=4
    order 1 paid A1=2 A2=2 -> recorded
    expect work 1 HD=0 HN=4
    order 2 paid A1=2 A2=2 -> recorded
    expect order 2 reserved=3 open=1 stage=waiting_stock
  `)
})

test('a thinner snapshot never erases what a fuller one brought', () => {
  follows(`
    stock A HD onHand=5
    order 1 v1 paid A=2 -> recorded
    order 1 v2 paid thin faceless payable=20 -> updated
    expect order 1 allocated=2 stage=to_ship
    order 2 v2 paid thin faceless payable=20 -> recorded
    expect order 2 holds=incomplete stage=held
    order 2 v1 paid A=2 -> updated
    expect order 2 holds=none stage=to_ship allocated=2
  `)
})

test('an unknown SKU holds the order until it is mapped', () => {
  follows(`
    stock A HD onHand=5
    order 1 paid A=1 X=2 -> recorded
    expect order 1 holds=mapping reserved=1 stage=held
    sku X
    stock X HD onHand=2
    advance 1 -> advanced
    expect order 1 holds=none allocated=3 stage=to_ship
    order 2 paid N=1 -> recorded
    expect order 2 holds=mapping stage=held
  `)
})

test('an amount that does not add up holds the order until it does', () => {
  follows(`
    stock A HD onHand=5
    order 1 v1 paid A=1 more=1 -> recorded
    expect order 1 holds=payment stage=held reserved=1
    order 1 v2 paid A=1 -> updated
    expect order 1 holds=none stage=to_ship allocated=1
  `)
})

test('a new province is routed anew, the same province is not', () => {
  follows(`
    stock A HD onHand=5
    stock A HN onHand=5
    order 1 v1 paid A=2 to=east -> recorded
    expect work 1 HD=2 HN=0
    order 1 v2 paid A=2 to=south -> updated
    expect work 1 HD=0 HD.state=cancelled HN=2 HN.state=open
    order 1 v3 paid A=2 to=south refunding -> updated
    expect work 1 HN=2 HN.state=on_hold
    order 1 v4 paid A=2 to=south -> updated
    expect work 1 HN=2 HN.state=open
    expect pool A allocated=2 reserved=0
  `)
})

test('what the platform closes is closed, and an order closed at first sight takes nothing', () => {
  follows(`
    stock A HD onHand=5
    order 1 v1 paid A=2 -> recorded
    order 1 v2 paid closed A=2 -> updated
    order 2 closed unpaid A=2 -> recorded
    expect order 1 stage=closed allocated=0 cancelled=2
    expect order 2 stage=closed reserved=0 cancelled=2
    expect pool A allocated=0 reserved=0
  `)
})

test('a shipping ban of the platform holds the order while it stands', () => {
  follows(`
    stock A HD onHand=5
    order 1 v1 paid forbidden A=2 -> recorded
    expect order 1 holds=platform stage=held reserved=2
    order 1 v2 paid A=2 -> updated
    expect order 1 holds=none stage=to_ship
  `)
})
