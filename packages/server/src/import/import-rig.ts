// For tests: files made of text or cells, imported as the program does it.

import { openTable } from '@tidegate/connectors'
import type { FileSource } from '@tidegate/connectors'
import type { BadRowPolicy, ImportMode, RepeatedLinePolicy, RowResult } from '@tidegate/domain'
import { readImport, readImportResults } from '@tidegate/engine'
import type { ImportResultView, ImportView, OpenGate } from '@tidegate/engine'
import { systemClock } from '../clock.ts'
import { chooseMapping } from './choose-mapping.ts'
import { makePlan } from './prepare-import.ts'
import { runImport } from './run-import.ts'
import type { ImportEnd } from './run-import.ts'

/** Small pieces, so that records and characters are cut at every place. */
const PIECE_BYTES = 7

export function bytesSource(content: Uint8Array, pieceBytes = PIECE_BYTES): FileSource {
  return {
    bytes: content.byteLength,
    async *read(start, end) {
      for (let position = start; position < end; position += pieceBytes) {
        yield await Promise.resolve(content.subarray(position, Math.min(end, position + pieceBytes)))
      }
    },
  }
}

export interface ImportWish {
  mode?: ImportMode
  source?: string
  badRows?: BadRowPolicy
  repeatedLines?: RepeatedLinePolicy
  fileName?: string
  /** What a process that died had told of rows before. */
  told?: readonly RowResult[]
}

export interface Imported {
  end: ImportEnd
  view: ImportView | null
  results: ImportResultView[]
}

export async function importFile(gate: OpenGate, source: FileSource, wish: ImportWish = {}): Promise<Imported> {
  const { mode = null, source: name = 'erp', badRows = 'set_aside', repeatedLines = 'set_aside' } = wish
  const { fileName = 'orders.csv' } = wish
  const table = await openTable(source)
  const chosen = await chooseMapping(gate.imports, table, { mapping: null, source: name, mode })
  const shop = { channel: 'import', shop: name } as const
  const surroundings = { sheet: null, encoding: null, actor: 'test' }
  const plan = await makePlan(gate, { shop, chosen, badRows, repeatedLines, ...surroundings })
  const held = await gate.imports.begin({ fileName, plan, actor: 'test', holder: 'test' })
  if (wish.told !== undefined) await gate.imports.record(held, wish.told)
  const { signal } = new AbortController()
  const end = await runImport({ gate, clock: systemClock, signal, held, plan, fileName, source })
  const results = await readImportResults(gate.database, held.id, { after: 0, limit: 100_000, withProblem: false })
  return { end, view: await readImport(gate.database, held.id), results }
}
