import { expect, test } from 'vitest'
import { CsvRecords } from './csv-records.ts'

function read(text: string): { row: number; cells: string[]; isUnclosed: boolean }[] {
  const reader = new CsvRecords(',')
  return [...reader.push(text), ...reader.end()]
}

test('a quote inside a cell is a character, as programs write inches', () => {
  expect(read('a,5" disk,b\n')).toEqual([{ row: 1, cells: ['a', '5" disk', 'b'], isUnclosed: false }])
  expect(read('="380",1\n')[0]?.cells).toEqual(['="380"', '1'])
})

test('a quote that is never closed costs its own row', () => {
  expect(read('1,"a,x\n2,b\n3,c\n')).toEqual([
    { row: 1, cells: ['1', '"a', 'x'], isUnclosed: true },
    { row: 2, cells: ['2', 'b'], isUnclosed: false },
    { row: 3, cells: ['3', 'c'], isUnclosed: false },
  ])
})

test('a stray quote does not swallow the rows up to the next quoted cell', () => {
  const records = read('1,"a,x\n2,b\n3,"c"\n')
  expect(records.map(({ isUnclosed }) => isUnclosed)).toEqual([true, false, false])
  expect(records[2]?.cells).toEqual(['3', 'c'])
})

test('a file without quotes that go on and on is still cut into rows', () => {
  const records = read(`"${'x'.repeat(400_000)}\n2,b\n`)
  expect(records.map(({ row, isUnclosed }) => [row, isUnclosed])).toEqual([
    [1, true],
    [2, false],
  ])
})

test('line ends of all kinds, and a last line without one', () => {
  expect(read('a,b\r\nc,"d"\r\n\ne,f').map(({ cells }) => cells)).toEqual([['a', 'b'], ['c', 'd'], [''], ['e', 'f']])
})
