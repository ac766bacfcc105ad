// A workbook as a table's rows. Macros, pictures and styles are parts of it nobody opens.

import { posix } from 'node:path'
import type { RowSource } from './csv.ts'
import type { FileRow, FileSource } from './table.ts'
import { FileError } from './table.ts'
import { findMerges, MergeFiller } from './xlsx-merges.ts'
import type { Merge } from './xlsx-merges.ts'
import { sheetReader } from './xlsx-cells.ts'
import { openPackage, SHEET_BYTES_MAX } from './xlsx-package.ts'
import type { XlsxPackage } from './xlsx-package.ts'
import { readSharedStrings } from './xlsx-strings.ts'
import type { SharedStrings } from './xlsx-strings.ts'
import { xmlReader } from './xml.ts'

const WORKBOOK = 'xl/workbook.xml'
const RELATIONS = 'xl/_rels/workbook.xml.rels'

export async function openXlsx(source: FileSource, wanted: string | null): Promise<RowSource> {
  const parts = await openPackage(source)
  if (!parts.has(WORKBOOK)) throw new FileError('unsupported', 'the file is packed, but it is no Excel workbook')
  const { sheets, from1904 } = readWorkbook(await parts.text(WORKBOOK), await parts.text(RELATIONS))
  const sheet = wanted === null ? sheets[0] : sheets.find(({ name }) => name === wanted)
  if (sheet === undefined) throw new FileError('no_sheet', 'the workbook has no such sheet')
  const strings = await readSharedStrings(parts)
  const merges = await findMerges(parts.stream(sheet.part, SHEET_BYTES_MAX))
  return {
    kind: 'xlsx',
    encoding: null,
    sheets: sheets.map(({ name }) => name),
    sheet: sheet.name,
    rows: () => readSheet(parts, { part: sheet.part, strings, merges, from1904 }),
  }
}

interface Sheet {
  part: string
  strings: SharedStrings
  merges: readonly Merge[]
  from1904: boolean
}

async function* readSheet(parts: XlsxPackage, sheet: Sheet): AsyncGenerator<FileRow[]> {
  const reader = sheetReader(sheet.strings, sheet)
  const filler = new MergeFiller(sheet.merges)
  for await (const piece of parts.stream(sheet.part, SHEET_BYTES_MAX)) {
    reader.write(piece)
    const rows = reader.take()
    for (const { row, cells } of rows) filler.fill(row, cells as FileRow['cells'][number][])
    if (rows.length > 0) yield rows
  }
}

interface Workbook {
  sheets: { name: string; part: string }[]
  from1904: boolean
}

function readWorkbook(workbook: string, relations: string): Workbook {
  const targets = new Map<string, string>()
  xmlReader({
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, posix.join('/xl', Target.replace(/^\/xl\//, '')).slice(1))
    },
  }).write(relations)
  const sheets: Workbook['sheets'] = []
  let from1904 = false
  xmlReader({
    open(tag, attributes) {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      const part = targets.get(attributes['r:id'] ?? '')
      if (tag === 'sheet' && part !== undefined) sheets.push({ name: attributes['name'] ?? '', part })
    },
  }).write(workbook)
  return { sheets, from1904 }
}
