import { expect, test } from 'vitest'
import { csvLine } from './csv-line.ts'

test('what a spreadsheet would run is text; quotes, commas and line ends stay in their cell', () => {
  expect(csvLine(['a', '=1+1', '+1', '-1', '@x', '\tx', ''])).toBe("a,'=1+1,'+1,'-1,'@x,'\tx,\r\n")
  expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n')
})
