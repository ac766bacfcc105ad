// For tests: a workbook of one sheet, packed by hand, with whatever stands in its XML.

import { crc32, deflateRawSync } from 'node:zlib'

type MadeCell = string | number | { xml: string }

export interface MadeSheet {
  rows: readonly (readonly MadeCell[])[]
  merges?: readonly string[]
}

export function makeXlsx({ rows, merges = [] }: MadeSheet): Buffer {
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
  const sheet = `<worksheet><sheetData>${rows.map(rowXml).join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`
  return pack({
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="订单" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': '<sst><si><t>shared</t></si></sst>',
    'xl/worksheets/sheet1.xml': sheet,
  })
}

/** A cell of its own XML stands as it is, with its place put in. */
function rowXml(cells: readonly MadeCell[], index: number): string {
  const row = index + 1
  const made = cells.map((cell, column) => {
    const place = `r="${String.fromCharCode(65 + column)}${row}"`
    if (typeof cell === 'object') return cell.xml.replace('<c', `<c ${place}`)
    return typeof cell === 'number'
      ? `<c ${place}><v>${cell}</v></c>`
      : `<c ${place} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`
  })
  return `<row r="${row}">${made.join('')}</row>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

export function pack(parts: Readonly<Record<string, string>>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text)
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(22)
    fields.writeUInt16LE(8, 4) // deflated
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.byteLength, 14)
    fields.writeUInt32LE(content.byteLength, 18)
    const common = Buffer.concat([fields.subarray(2), u16(Buffer.byteLength(name)), u16(0)])
    const file = Buffer.concat([u32(0x04034b50), u16(20), common, Buffer.from(name), packed])
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), u16(20), common, Buffer.alloc(10), u32(offset), Buffer.from(name)]),
    )
    files.push(file)
    offset += file.byteLength
  }
  const entries = Buffer.concat(directory)
  const count = directory.length
  const end = Buffer.concat([
    u32(0x06054b50),
    u32(0),
    u16(count),
    u16(count),
    u32(entries.byteLength),
    u32(offset),
    u16(0),
  ])
  return Buffer.concat([...files, entries, end])
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
