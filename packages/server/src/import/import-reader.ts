// Reads again the rows an import kept: mended by a person, they become the order they would have been.

import { decodeOrder } from '@tidegate/connectors'
import type { BadRow } from '@tidegate/connectors'
import { orderKeyText, shopKeyText } from '@tidegate/domain'
import type { ContentToRead, Reading } from '@tidegate/engine'
import type { EntranceReader } from '../quarantine/content-readers.ts'
import { badRowProblem } from './quarantine-rows.ts'
import { parseContent } from './kept-content.ts'

/** Rows that could not be read lie under their file; an order the engine threw out lies under its shop. */
export function importReaders(): EntranceReader[] {
  return ['import:', 'channel:import/'].map((source) => ({ source, read: (kept) => Promise.resolve(read(kept)) }))
}

function read({ content, key }: ContentToRead): Reading {
  const parsed = parseContent(content)
  if (parsed === null) {
    const reason = 'expected rows of a file, as they were kept: "rows" with "row" and "fields"'
    return { ok: false, problem: { code: 'undecodable', field: null, reason } }
  }
  const { rows, rules } = parsed
  const decoded = decodeOrder(rows, rules)
  if (!decoded.ok)
    return unreadable(
      decoded.bad,
      rows.findIndex(({ row }) => row === decoded.bad.row),
    )
  const { command } = decoded
  const found = command.kind === 'record_history' ? command.key : command.snapshot.key
  // A row is mended in what it says of its order; which order it is about stays, once it could be told.
  if (key !== null && orderKeyText(key) !== orderKeyText(found)) {
    const reason = `expected an order of ${shopKeyText(key)} with the id it came with`
    return { ok: false, problem: { code: 'undecodable', field: 'order_id', reason } }
  }
  return { ok: true, commands: [command.kind === 'record_order' ? { command, raw: content } : { command }] }
}

function unreadable(bad: BadRow, index: number): Reading {
  const { code, field, reason } = badRowProblem(bad, index)
  return { ok: false, problem: { code, field, reason } }
}
