// Whatever is written is read, however the text is cut into pieces.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CsvRecords } from './csv-records.ts'

const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', '中', '𠮷', '\u0000'), maxLength: 6 })
/** A record of one empty cell is an empty line: the same text as no cell at all. */
const record = fc.array(cell, { minLength: 2, maxLength: 5 })

function written(records: readonly (readonly string[])[], lineEnd: string): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  return records.map((cells) => cells.map(quoted).join(',') + lineEnd).join('')
}

function read(text: string, pieceLength: number): string[][] {
  const reader = new CsvRecords(',')
  const records = []
  for (let start = 0; start < text.length; start += pieceLength) {
    records.push(...reader.push(text.slice(start, start + pieceLength)))
  }
  records.push(...reader.end())
  expect(records.map(({ row }) => row)).toEqual(records.map((_, index) => index + 1))
  expect(records.some(({ isUnclosed }) => isUnclosed)).toBe(false)
  return records.map(({ cells }) => cells)
}

test('quoted cells come back as they were written, cut anywhere', () => {
  const lineEnds = fc.constantFrom('\n', '\r\n')
  fc.assert(
    fc.property(fc.array(record), lineEnds, fc.integer({ min: 1, max: 9 }), (records, lineEnd, pieceLength) => {
      expect(read(written(records, lineEnd), pieceLength)).toEqual(records)
    }),
  )
})

test('no text makes it throw, and no character of it is lost without quotes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ',', '\n', '中'), maxLength: 60 })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (given, pieceLength) => {
      const lines = given.split('\n')
      if (lines.at(-1) === '') lines.pop()
      expect(read(given, pieceLength)).toEqual(lines.map((line) => line.split(',')))
    }),
  )
})
