// Files of orders on their way in: uploaded piece by piece, looked at, started, reported row by row.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import {
  BAD_ROW_POLICIES,
  IMPORT_FIELDS,
  IMPORT_MODES,
  IMPORT_STATES,
  REPEATED_LINE_POLICIES,
  ROW_CODES,
  ROW_OUTCOMES,
} from '@tidegate/domain'
import { Text } from './fields.ts'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

/** The words of a file's choices, for whoever lists them. */
export { BAD_ROW_POLICIES, IMPORT_FIELDS, REPEATED_LINE_POLICIES, ROW_OUTCOMES } from '@tidegate/domain'
export type {
  BadRowPolicy,
  ImportField,
  ImportMode,
  ImportState,
  RepeatedLinePolicy,
  RowOutcome,
} from '@tidegate/domain'

/** A workbook or a CSV file of a million rows and twenty columns; what is larger is imported on the machine itself. */
const FILE_BYTES_MAX = 256 * 1_024 * 1_024
/** Of one piece of an upload. */
export const IMPORT_PIECE_BYTES_MAX = 4 * 1_024 * 1_024
const COLUMN_CHARACTERS_MAX = 200
const FILE_NAME_CHARACTERS_MAX = 255
const SOURCE_CHARACTERS_MAX = 60

const strict = { additionalProperties: false }

export const NewImport = Type.Object(
  {
    fileName: Type.String({ ...Text(FILE_NAME_CHARACTERS_MAX), minLength: 1 }),
    bytes: Type.Integer({ minimum: 1, maximum: FILE_BYTES_MAX, description: 'Of the whole file' }),
  },
  strict,
)
export type NewImport = Static<typeof NewImport>

export const ImportPieceQuery = Type.Object({ start: Type.Integer({ minimum: 0, maximum: FILE_BYTES_MAX }) })

/** A piece that is not what comes next changes nothing: go on from `receivedBytes`. */
export const ImportReceived = Type.Object({ receivedBytes: Type.Integer(), isWhole: Type.Boolean() })
export type ImportReceived = Static<typeof ImportReceived>

/** The header of each field's column. */
const Columns = Type.Partial(
  Type.Object(
    Object.fromEntries(
      IMPORT_FIELDS.map((field) => [field, Type.String({ minLength: 1, maxLength: COLUMN_CHARACTERS_MAX })]),
    ) as Record<(typeof IMPORT_FIELDS)[number], ReturnType<typeof Type.String>>,
  ),
  strict,
)
export type ImportColumns = Static<typeof Columns>

const Reading = {
  sheet: Type.Optional(
    Type.String({ minLength: 1, maxLength: COLUMN_CHARACTERS_MAX, description: 'The first when left out' }),
  ),
  encoding: Type.Optional(Type.String({ minLength: 1, maxLength: 20, description: 'Found out when left out' })),
}
const Source = Type.String({
  minLength: 1,
  maxLength: SOURCE_CHARACTERS_MAX,
  description: 'Where files like it come from: a name of your own, or a shop as channel/shop',
})

export const ImportPreviewWish = Type.Object(
  {
    ...Reading,
    source: Type.Optional(Source),
    mode: Type.Optional(Type.Enum(IMPORT_MODES)),
    columns: Type.Optional(Columns),
  },
  strict,
)
export type ImportPreviewWish = Static<typeof ImportPreviewWish>

const RowProblem = Type.Object({
  row: Type.Integer(),
  code: Type.Enum(ROW_CODES),
  field: Nullable(Type.Enum(IMPORT_FIELDS)),
  expected: Type.String(),
  found: Type.String(),
})

export const MAPPING_ORIGINS = ['asked', 'built_in', 'saved', 'guessed'] as const

const PreviewedTable = Type.Object({
  kind: Type.Enum(['csv', 'xlsx'] as const),
  encoding: Nullable(Type.String()),
  sheets: Type.Array(Type.String()),
  sheet: Nullable(Type.String()),
  headerRow: Type.Integer(),
  /** '' where a column has no name. */
  columns: Type.Array(Type.String()),
  mapping: Type.Object({ columns: Columns, mode: Type.Enum(IMPORT_MODES) }),
  origin: Type.Enum(MAPPING_ORIGINS),
  /** What a file of this mode must tell and no column is mapped to. */
  missing: Type.Array(Type.Enum(IMPORT_FIELDS)),
  /** The source whose mapping it is. */
  source: Type.String(),
  /** Receivers are masked. */
  rows: Type.Array(Type.Object({ row: Type.Integer(), cells: Type.Array(Type.String()) })),
  /** What is wrong with the first rows, under this mapping. */
  problems: Type.Array(RowProblem),
  /** How many rows were looked at for that. */
  checkedRows: Type.Integer(),
})
export type PreviewedTable = Static<typeof PreviewedTable>

export const ImportPreview = Type.Object({
  /** Null where the file cannot be read at all. */
  table: Nullable(PreviewedTable),
  /** Why not. */
  problem: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
})
export type ImportPreview = Static<typeof ImportPreview>

export const ImportWish = Type.Object(
  {
    ...Reading,
    source: Source,
    mode: Type.Enum(IMPORT_MODES),
    columns: Columns,
    badRows: Type.Optional(Type.Enum(BAD_ROW_POLICIES, { description: 'set_aside when left out' })),
    repeatedLines: Type.Optional(Type.Enum(REPEATED_LINE_POLICIES, { description: 'set_aside when left out' })),
  },
  strict,
)
export type ImportWish = Static<typeof ImportWish>

export const Import = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  state: Type.Enum(IMPORT_STATES),
  /** Null of a file that was read where it lay. */
  bytes: Nullable(Type.Integer()),
  receivedBytes: Type.Integer(),
  plan: Nullable(
    Type.Object({
      shop: Type.Object({ channel: Type.String(), shop: Type.String() }),
      mode: Type.Enum(IMPORT_MODES),
      badRows: Type.Enum(BAD_ROW_POLICIES),
      repeatedLines: Type.Enum(REPEATED_LINE_POLICIES),
      mapping: Type.Object({ name: Type.String(), version: Type.Integer() }),
      sheet: Nullable(Type.String()),
      encoding: Nullable(Type.String()),
    }),
  ),
  /** Null until every row has been read once. */
  rowsTotal: Nullable(Type.Integer()),
  rowsChecked: Type.Integer(),
  imported: Type.Integer(),
  unchanged: Type.Integer(),
  quarantined: Type.Integer(),
  refused: Type.Integer(),
  /** A code, and after a colon what a person should know. */
  failure: Nullable(Type.String()),
  /** It can be started (again). */
  hasContent: Type.Boolean(),
  createdBy: Type.String(),
  createdAt: Timestamp,
  startedAt: Nullable(Timestamp),
  endedAt: Nullable(Timestamp),
})
export type Import = Static<typeof Import>

export const ImportPage = Type.Object({
  imports: Type.Array(Import),
  /** Pass as `before` to get the next page; null at the end. */
  next: Nullable(Type.String()),
})
export type ImportPage = Static<typeof ImportPage>

export const ImportListQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
})

/** What became of one row, or of a run of rows that fared alike. */
export const ImportRow = Type.Object({
  firstRow: Type.Integer(),
  lastRow: Type.Integer(),
  outcome: Type.Enum(ROW_OUTCOMES),
  /** Why it is not simply imported; '' where there is nothing to say. */
  code: Type.String(),
  field: Type.String(),
  expected: Type.String(),
  found: Type.String(),
})
export type ImportRow = Static<typeof ImportRow>

export const ImportRows = Type.Object({
  rows: Type.Array(ImportRow),
  /** Pass as `after` to get the next page; null at the end. */
  next: Nullable(Type.Integer()),
})
export type ImportRows = Static<typeof ImportRows>

export const ImportRowsQuery = Type.Object({
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
  after: Type.Integer({ minimum: 0, default: 0, description: 'The `next` of an earlier page' }),
  outcome: Type.Optional(Type.Enum(ROW_OUTCOMES)),
  withProblem: Type.Boolean({ default: false, description: 'Leaves out rows that simply went in' }),
})

export const ImportMappings = Type.Object({
  mappings: Type.Array(
    Type.Object({
      name: Type.String(),
      version: Type.Integer(),
      mapping: Type.Object({ columns: Columns, mode: Type.Enum(IMPORT_MODES) }),
    }),
  ),
})
export type ImportMappings = Static<typeof ImportMappings>
