// XML a piece at a time. No entity of a document's own is ever expanded, and names are told without their prefix:
// some programs write `x:row` where others write `row`.

import { SaxesParser } from 'saxes'
import { FileError } from './table.ts'

/** What opens no tag for so long is no sheet, and would be held in memory as a whole. */
const GAP_CHARACTERS_MAX = 4 * 1_024 * 1_024
const DEPTH_MAX = 64

export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

export interface XmlReader {
  write(piece: string): void
}

export function xmlReader(handler: XmlHandler): XmlReader {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw new FileError('damaged', `the workbook's XML is broken: ${error.message.slice(0, 120)}`)
  })
  let gap = 0
  let depth = 0
  parser.on('opentag', ({ name, attributes }) => {
    gap = 0
    depth += 1
    if (depth > DEPTH_MAX) throw new FileError('damaged', "the workbook's XML is nested too deeply")
    handler.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    gap = 0
    depth -= 1
    handler.close?.(localName(name))
  })
  if (handler.text !== undefined) parser.on('text', (text) => handler.text?.(text))
  return {
    write(piece) {
      gap += piece.length
      parser.write(piece)
      if (gap > GAP_CHARACTERS_MAX) throw new FileError('too_large', 'one text of the workbook is too large to read')
    },
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
