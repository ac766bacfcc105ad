import type { ImportField } from '@tidegate/domain'
import { expect, test } from 'vitest'
import { readRows, RowReader } from './read-fields.ts'
import type { Cell } from './table.ts'

function reader(field: ImportField, cell: Cell): RowReader {
  return new RowReader({ row: 2, fields: { [field]: cell }, fault: null })
}

function codeOf(read: () => unknown): string | null {
  const result = readRows(read)
  return result.ok ? null : result.bad.problem.code
}

test.each<[Cell, number]>([
  ['178.8', 17_880],
  ['1,234.50', 123_450],
  ['¥12', 1_200],
  ['￥１２.30', 1_230],
  ['12元', 1_200],
  ['12.3000', 1_230],
  [{ number: '178.80000000000001' }, 17_880],
  [{ number: '1E2' }, 10_000],
  [{ merged: '5' }, 500],
])('%j is %i fen', (cell, fen) => expect(reader('payable', cell).optionalFen('payable')).toBe(fen))

test.each<Cell>(['1e400', '-1', 'NaN', 'Infinity', '=1+1', '1,23', '1.005', { number: '1.005' }, { number: '1e400' }])(
  '%j is no amount',
  (cell) => expect(codeOf(() => reader('payable', cell).optionalFen('payable'))).toBe('bad_amount'),
)

const NOON = Date.parse('2026-11-11T12:00:00+08:00')
test.each<Cell>([
  '2026-11-11 12:00:00',
  '2026/11/11 12:00',
  '2026年11月11日 12:00:00',
  '20261111120000',
  '2026-11-11T04:00:00Z',
  '2026-11-11T05:00:00+01:00',
  '46337.5',
  { number: '46337.5' },
  { number: '44875.5', from1904: true },
])('%j is noon of that day', (cell) => expect(reader('placed_at', cell).optionalTime('placed_at')).toBe(NOON))

test.each<Cell>(['2026-02-31 00:00:00', '1899-01-01', '9999-12-31 00:00:00', 'yesterday', '25:00', { number: '12' }])(
  '%j is no time of an order',
  (cell) => expect(codeOf(() => reader('placed_at', cell).optionalTime('placed_at'))).toBe('bad_time'),
)

test('an id keeps every digit, or says that it lost some', () => {
  expect(reader('order_id', '3800000000000000001').id('order_id')).toBe('3800000000000000001')
  expect(reader('order_id', '="3800000000000000001"').id('order_id')).toBe('3800000000000000001')
  expect(reader('order_id', "'3800000000000000001").id('order_id')).toBe('3800000000000000001')
  expect(reader('order_id', { number: '42' }).id('order_id')).toBe('42')
  for (const cell of ['3.8E+18', { number: '3.8000000000000000E+18' }, { number: '3800000000000000001' }]) {
    expect(codeOf(() => reader('order_id', cell).id('order_id'))).toBe('id_as_number')
  }
})

test('what is told of a bad cell never quotes receiver data', () => {
  const phone = reader('receiver_phone', '138\u0000' + '1'.repeat(80))
  const read = readRows(() => phone.text('receiver_phone', 50))
  expect(read).toMatchObject({ ok: false, bad: { problem: { found: 'text of 84 characters' } } })
})

test('quantities are whole and at least one', () => {
  expect(reader('quantity', { number: '2' }).quantity('quantity')).toBe(2)
  expect(reader('quantity', '2.0').quantity('quantity')).toBe(2)
  for (const cell of ['0', '-1', '1.5', '1e3', '2147483648', '件']) {
    expect(codeOf(() => reader('quantity', cell).quantity('quantity'))).toBe('bad_quantity')
  }
})
