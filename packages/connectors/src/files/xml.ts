// XML a piece at a time. No entity of a document's own is ever expanded, and names are told without their prefix:
// some programs write `x:row` where others write `row`.

import { SaxesParser } from 'saxes'
import { FileError } from './table.ts'

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
  if (handler.open !== undefined) {
    parser.on('opentag', ({ name, attributes }) => handler.open?.(localName(name), attributes))
  }
  if (handler.close !== undefined) parser.on('closetag', ({ name }) => handler.close?.(localName(name)))
  if (handler.text !== undefined) parser.on('text', (text) => handler.text?.(text))
  return { write: (piece) => void parser.write(piece) }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
