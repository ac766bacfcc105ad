import { expect, test } from 'vitest'
import { followScript, normalize } from '../testing/stock-script.ts'

const follows = (script: string) => expect(followScript(script)).toBe(normalize(script))

test.each(['receive', 'adjust'])('%s: unknown SKU, unknown location, replay, another quantity, then a fact', (verb) => {
  follows(`
    ${verb} X Z 1 r1 -> sku_unknown
    ${verb} A Z 1 r1 -> location_unknown
    ${verb} A HD 5 r1 -> recorded onHand=5 short=0
    ${verb} A HD 5 r1 -> already_recorded
    ${verb} A HD 6 r1 -> recorded_with_different_quantity quantity=5
    ${verb} A HD -9 r1 -> recorded_with_different_quantity quantity=5
    ${verb} A HN 5 r1 -> recorded onHand=5 short=0
    ${verb} B HD 5 r1 -> recorded onHand=5 short=0
    ${verb} A HD -6 r2 -> exceeds_on_hand onHand=5
    expect pool A onHand=10
  `)
})

test('a receipt and an adjustment of one reference are two facts', () => {
  follows(`
    receive A HD 5 r1 -> recorded onHand=5 short=0
    adjust A HD 5 r1 -> recorded onHand=10 short=0
  `)
})

test('a count below what is promised is recorded, and short says by how much', () => {
  follows(`
    stock A HD onHand=5
    order 1 paid A=4 -> recorded
    order 2 unpaid A=1 -> recorded
    adjust A HD -3 count -> recorded onHand=2 short=2
    expect level A HD onHand=2 allocated=4 short=2
    expect pool A onHand=2 allocated=4 reserved=1 short=3
    cancel 2 -> cancelled
    expect pool A short=2
    receive A HN 1 other -> recorded onHand=1 short=0
    expect pool A short=1
    expect level A HD short=2
    adjust A HD 2 recount -> recorded onHand=4 short=0
    expect pool A short=0 onHand=5
  `)
})
