import { expect, test } from 'vitest'
import { StockBook } from './stock-book.ts'

function book(): StockBook {
  const stock = new StockBook()
  stock.open('A', 10)
  return stock
}

test('what is shown is what it opened with, plus what was published, less what was sold', () => {
  const stock = book()
  stock.sell('A', 4)
  expect(stock.write({ skuId: 'A', mode: 'delta', units: 5, key: null })).toBe(11)
  expect(stock.write({ skuId: 'A', mode: 'absolute', units: 3, key: null })).toBe(3)
  stock.sell('A', 4)
  expect(stock.shown('A')).toBe(-1)
  const { opening, published, sold } = stock.counters().get('A')!
  expect(opening + published - sold).toBe(-1)
})

test('a key counts once', () => {
  const stock = book()
  for (let time = 0; time < 3; time++) stock.write({ skuId: 'A', mode: 'delta', units: 5, key: 'k' })
  expect(stock.shown('A')).toBe(15)
  expect(stock.writes).toHaveLength(1)
  expect(stock.hasKey('k')).toBe(true)
})

test('a SKU nobody offered cannot be written', () => {
  expect(book().isKnown('B')).toBe(false)
  expect(() => book().write({ skuId: 'B', mode: 'absolute', units: 1, key: null })).toThrow(/no SKU B/)
})
