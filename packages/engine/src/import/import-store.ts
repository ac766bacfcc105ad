// Files on their way in: what was uploaded, which column means what, how far an import is, what became of each
// row. Orders themselves go through the door like any other.

import type { ImportMapping, ImportPlan, ImportState, MappingVersion, RowResult } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { IdSource } from '../database/ids.ts'
import type { Vault } from '../privacy/vault.ts'
import { contentOf } from './content.ts'
import { mappingsOf } from './mappings.ts'
import { progressOf } from './progress.ts'
import { turnsOf } from './turns.ts'

/** The uploaded bytes of an import, to be read in any order. */
export interface StoredContent {
  readonly bytes: number
  /** Pieces of `[start, end)`, in order. */
  read(start: number, end: number): AsyncGenerator<Uint8Array>
}

export type AppendOutcome =
  | { outcome: 'import_unknown' }
  /** Not what is expected next: the sender goes on from `receivedBytes`. */
  | { outcome: 'wrong_offset'; receivedBytes: number }
  | { outcome: 'longer_than_announced' }
  | { outcome: 'appended'; receivedBytes: number; isWhole: boolean }

/** An import somebody works on; whoever holds it proves so with every step. */
export interface HeldImport {
  id: number
  holder: string
}

export interface ImportJob extends HeldImport {
  plan: ImportPlan
  fileName: string
}

export interface Mapping extends MappingVersion {
  mapping: ImportMapping
}

export interface Imports {
  /** A file about to be uploaded. */
  receive(file: { fileName: string; bytes: number; actor: string }): Promise<number>
  append(id: number, piece: { start: number; content: Uint8Array }): Promise<AppendOutcome>
  /** Null where there is no such file, or no longer. */
  content(id: number): Promise<StoredContent | null>
  /** True where it is queued now; false where it is under way, not whole, or its content is gone. */
  start(id: number, plan: ImportPlan): Promise<boolean>
  /** True where it was ended by this; false where it had ended before. */
  cancel(id: number): Promise<boolean>

  /** A file that is read where it lies, by whoever begins it. */
  begin(file: { fileName: string; plan: ImportPlan; actor: string; holder: string }): Promise<HeldImport>
  /** The next queued import, or one whose holder has gone silent; null where there is none. */
  take(holder: string): Promise<ImportJob | null>
  /** Keeps it for a while longer. False once it is no longer ours: cancelled, or taken over. */
  checked(held: HeldImport, rowsChecked: number): Promise<boolean>
  /** The check is over. False once it is no longer ours. */
  beginRecording(held: HeldImport, rowsTotal: number): Promise<boolean>
  /** What became of rows, told once per row. False once it is no longer ours. */
  record(held: HeldImport, results: readonly RowResult[]): Promise<boolean>
  end(held: HeldImport, state: Extract<ImportState, 'done' | 'refused' | 'failed'>, failure?: string): Promise<boolean>
  /** Rows whose fate is told already, as runs: an import taken over leaves them alone. */
  toldRows(id: number): Promise<{ firstRow: number; lastRow: number }[]>
  /** Ends imports whose file nobody can read any more, and removes content that is of no more use. */
  tidy(): Promise<void>

  /** A mapping equal to the newest of its name is that one. */
  saveMapping(mapping: { name: string; content: ImportMapping; actor: string }): Promise<MappingVersion>
  /** One version, or the newest; null where there is none. */
  mapping(name: string, version?: number): Promise<Mapping | null>
  /** The newest of every name. */
  mappings(): Promise<Mapping[]>
}

export interface ImportContext {
  sql: Database
  vault: Vault
  ids: IdSource
}

export function importsOf(context: ImportContext): Imports {
  return { ...contentOf(context), ...turnsOf(context), ...progressOf(context), ...mappingsOf(context.sql) }
}
