import { expect, test } from 'vitest'
import { openTable } from './open-table.ts'
import type { Cell, FileSource, Table } from './table.ts'
import { FileError } from './table.ts'
import { makeXlsx, pack } from './testing/make-xlsx.ts'

/** Pieces of three bytes: characters, tags and records are all cut. */
function source(content: Uint8Array | string, pieceBytes = 3): FileSource {
  const bytes = Buffer.from(content)
  return {
    bytes: bytes.byteLength,
    async *read(start, end) {
      for (let position = start; position < end; position += pieceBytes) {
        yield await Promise.resolve(bytes.subarray(position, Math.min(end, position + pieceBytes)))
      }
    },
  }
}

async function rowsOf(table: Table): Promise<[number, readonly Cell[]][]> {
  const rows: [number, readonly Cell[]][] = []
  for await (const piece of table.rows()) for (const { row, cells } of piece) rows.push([row, cells])
  return rows
}

async function problemOf(content: Uint8Array | string, pieceBytes?: number): Promise<string | null> {
  try {
    await rowsOf(await openTable(source(content, pieceBytes)))
    return null
  } catch (error) {
    return error instanceof FileError ? error.code : String(error)
  }
}

test('a title and blank rows above the header, blank rows below it', async () => {
  const table = await openTable(source('2026 年订单导出\n\n订单编号,总金额,备注,备注\n\n1,2,a,b\n,,,\n'))
  expect(table).toMatchObject({ kind: 'csv', headerRow: 3, columns: ['订单编号', '总金额', '备注', '备注 (2)'] })
  expect(await rowsOf(table)).toEqual([[5, ['1', '2', 'a', 'b']]])
  expect(await rowsOf(table)).toHaveLength(1)
})

test('GB18030 without a mark, UTF-8 with one, UTF-16 with tabs', async () => {
  const gb18030 = Buffer.from('b6a9b5a5b1e0bac52ccafdc1bf0ac4e32c320a', 'hex')
  expect(await openTable(source(gb18030))).toMatchObject({ encoding: 'gb18030', columns: ['订单编号', '数量'] })
  expect(await openTable(source('\ufeff订单编号,数量\n1,2'))).toMatchObject({
    encoding: 'utf-8',
    columns: ['订单编号', '数量'],
  })
  const utf16 = Buffer.from('\ufeff订单编号\t数量\r\n你\t2\r\n', 'utf16le')
  const table = await openTable(source(utf16))
  expect(table).toMatchObject({ encoding: 'utf-16le', columns: ['订单编号', '数量'] })
  expect(await rowsOf(table)).toEqual([[2, ['你', '2']]])
})

test('a UTF-8 file with one broken cell stays UTF-8', async () => {
  const broken = Buffer.concat([Buffer.from('订单编号,商品名称\n1,猫'), Buffer.from([0xc4]), Buffer.from('粮\n')])
  const table = await openTable(source(broken))
  expect(table.encoding).toBe('utf-8')
  expect(await rowsOf(table)).toEqual([[2, ['1', '猫\ufffd粮']]])
})

test('a workbook: text, numbers, formulas, errors, cells left out', async () => {
  const rows = [
    ['订单编号', '总金额', '下单时间', '备注'],
    ['1', 12.5, 46_337.5, { xml: '<c t="s"><v>0</v></c>' }],
    ['2', { xml: '<c><f>1+1</f><v>2</v></c>' }, { xml: '<c><f>A1</f></c>' }, { xml: '<c t="e"><v>#REF!</v></c>' }],
    [{ xml: '<c t="b"><v>1</v></c>' }, { xml: '<c/>' }, '<&𠮷', { xml: '<c t="s"><v>7</v></c>' }],
  ]
  const table = await openTable(source(makeXlsx({ rows })))
  expect(table).toMatchObject({ kind: 'xlsx', sheets: ['订单'], sheet: '订单', headerRow: 1 })
  expect(await rowsOf(table)).toEqual([
    [2, ['1', { number: '12.5' }, { number: '46337.5' }, 'shared']],
    [3, ['2', { number: '2' }, { error: 'a formula without a value' }, { error: '#REF!' }]],
    [4, ['TRUE', '', '<&𠮷', { error: 'a text the workbook does not hold' }]],
  ])
})

test('a cell merged down gives its value to its rows, one merged across to none', async () => {
  const rows = [
    ['订单编号', '数量', '备注', '单价'],
    ['1', 1, 'x', 2],
    ['', 2, '', 3],
    ['3', 4, '', ''],
  ]
  const table = await openTable(source(makeXlsx({ rows, merges: ['A2:A3', 'C4:D4'] })))
  expect(await rowsOf(table)).toEqual([
    [2, ['1', { number: '1' }, 'x', { number: '2' }]],
    [3, [{ merged: '1' }, { number: '2' }, '', { number: '3' }]],
    [4, ['3', { number: '4' }, '', { merged: null }]],
  ])
})

test('what is no table of orders is refused as what it is', async () => {
  expect(await problemOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('unsupported')
  expect(await problemOf(pack({ 'word/document.xml': '<w/>' }))).toBe('unsupported')
  expect(await problemOf(Buffer.from('89504e470d0a1a0a0000000d49484452000000', 'hex'))).toBe('unsupported')
  expect(await problemOf(Buffer.from('PK\u0003\u0004 and then nothing'))).toBe('damaged')
  expect(await problemOf('')).toBe('no_header')
  expect(await problemOf('just a text\nwithout columns')).toBe('no_header')
  expect(await problemOf(`${'a,'.repeat(600)}b\n`)).toBe('too_wide')
  expect(await problemOf(makeXlsx({ rows: [['订单编号', { xml: '<c><v>1</w></c>' }]] }))).toBe('damaged')
})

test('a small file that unfolds without end is refused before it is held', async () => {
  const cell = (content: string) =>
    makeXlsx({ rows: [['订单编号', '数量'], [{ xml: `<c t="str"><v>${content}</v></c>` }]] })
  expect(await problemOf(cell('a'.repeat(6_000_000)), 65_536)).toBe('too_large')
  expect(await problemOf(cell(`<!--${'<'.repeat(6_000_000)}-->`), 65_536)).toBe('too_large')
  expect(await problemOf(cell('<a>'.repeat(100)), 65_536)).toBe('damaged')
  const rows = [['订单编号', '数量'], ...Array.from({ length: 3 }, () => ['1', 2])]
  const across = makeXlsx({ rows, merges: ['A2:XFD2', 'A3:ZZZZZZZ3'] })
  expect(await problemOf(across, 65_536)).toBeNull()
  const over = makeXlsx({ rows, merges: Array.from({ length: 600 }, () => 'A2:A900') })
  expect(await problemOf(over, 65_536)).toBe('damaged')
})

test('an entity of the file is never expanded', async () => {
  const sheet =
    '<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>'
  const parts = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<r><Relationship Id="x" Target="/xl/worksheets/s.xml"/></r>',
    'xl/worksheets/s.xml': sheet,
  }
  expect(await problemOf(pack(parts))).toBe('damaged')
})
