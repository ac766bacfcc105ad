import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test('the nearest location that covers the whole order ships it', () => {
  follows(`
    stock A HD onHand=1
    stock A HN onHand=5
    order 1 paid A=2 to=east -> recorded
    expect work 1 HD=0 HN=2
    order 2 paid A=1 to=east -> recorded
    expect work 2 HD=1 HN=0
  `)
})

test('where none covers it all, the fewest parcels that together do', () => {
  follows(`
    stock A HD onHand=1
    stock A HN onHand=3
    stock A HB onHand=2
    order 1 paid A=5 to=east -> recorded
    expect work 1 HN=3 HB=2 HD=0
  `)
})

test('a location the rules do not name still ships what no other has', () => {
  follows(`
    stock A VIP onHand=1
    order 1 paid A=1 to=east -> recorded
    expect work 1 VIP=1
    expect order 1 queue=normal
  `)
})

test('an order above 500 yuan goes to the dedicated location first', () => {
  follows(`
    stock A HD onHand=9
    stock A VIP onHand=9
    order 1 paid A=1 price=500 -> recorded
    order 2 paid A=1 price=501 -> recorded
    expect work 1 HD=1 VIP=0
    expect order 1 queue=normal
    expect work 2 HD=0 VIP=1
    expect order 2 queue=vip
  `)
})

test('stock at a location that does not sell is promised to nobody', () => {
  follows(`
    stock A RETURNS onHand=5
    order 1 paid A=1 -> recorded
    expect order 1 stage=waiting_stock open=1
    expect pool A onHand=0
    receive A RETURNS 3 back -> recorded onHand=8 short=0
    expect pool A onHand=0
    expect level A RETURNS onHand=8
  `)
})

test('a paid order reserves what there is and is allocated only whole', () => {
  follows(`
    stock A HD onHand=3
    stock B HD onHand=0
    order 1 paid A=2 B=2 -> recorded
    expect order 1 reserved=2 open=2 allocated=0 stage=waiting_stock
    expect pool A reserved=2 allocated=0
    receive B HD 1 b1 -> recorded onHand=1 short=0
    advance 1 -> advanced
    expect order 1 reserved=3 open=1
    receive B HD 1 b2 -> recorded onHand=2 short=0
    advance 1 -> advanced
    expect order 1 allocated=4 stage=to_ship
  `)
})

test('safety stock is promised to nobody', () => {
  follows(`
    stock A HD onHand=10 safety=2
    order 1 paid A=9 -> recorded
    expect order 1 reserved=8 open=1
    expect pool A reserved=8 allocated=0
  `)
})
