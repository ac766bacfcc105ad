// What the parts of an import share, and why one cannot go on.

import type { FileSource, rowMapper, Table } from '@tidegate/connectors'
import type { ImportMapping, ImportPlan } from '@tidegate/domain'
import type { HeldImport, OpenGate } from '@tidegate/engine'
import type { Clock } from '../clock.ts'

interface ImportSurroundings {
  gate: ImportGate
  clock: Clock
  signal: AbortSignal
}

type ImportGate = Pick<OpenGate, 'imports' | 'submit' | 'quarantine'>

export interface ImportWork extends ImportSurroundings {
  held: HeldImport
  plan: ImportPlan
  fileName: string
  source: FileSource
}

/** What the parts of an import share once its file is open. */
export interface OpenImport extends ImportWork {
  table: Table
  mapping: ImportMapping
  map: ReturnType<typeof rowMapper>
  /** Rows whose fate an earlier run has told. */
  isTold: (row: number) => boolean
}

/** The import cannot go on, for a reason its owner can do something about. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault'
  readonly code: 'mapping_unknown' | 'too_many_bad' | 'shop_unknown'

  constructor(code: ImportFault['code'], message: string) {
    super(message)
    this.code = code
  }
}
