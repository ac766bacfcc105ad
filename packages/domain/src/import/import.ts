// The words of an import: what a file may be told as, what is done about rows that cannot be, and how far it is.

import type { ShopKey } from '../order/order-key.ts'

/** `live` orders are to be shipped; `history` is of the past (docs/adr/0013). */
export const IMPORT_MODES = ['live', 'history'] as const
export type ImportMode = (typeof IMPORT_MODES)[number]

/** What one row that cannot be read means for the file. */
export const BAD_ROW_POLICIES = ['set_aside', 'refuse_file'] as const
export type BadRowPolicy = (typeof BAD_ROW_POLICIES)[number]

/** What two equal lines of one order mean: nobody can tell from the file. */
export const REPEATED_LINE_POLICIES = ['set_aside', 'count_once', 'add_up'] as const
export type RepeatedLinePolicy = (typeof REPEATED_LINE_POLICIES)[number]

export const IMPORT_STATES = [
  'receiving',
  'ready',
  'queued',
  'checking',
  'recording',
  'done',
  'refused',
  'cancelled',
  'failed',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export const ROW_OUTCOMES = ['imported', 'unchanged', 'quarantined', 'refused'] as const
export type RowOutcome = (typeof ROW_OUTCOMES)[number]

/** Everything a file's columns can mean to us. */
export const IMPORT_FIELDS = [
  'order_id',
  'placed_at',
  'paid_at',
  'changed_at',
  'state',
  'payable',
  'paid',
  'refunded',
  'freight',
  'currency',
  'line_id',
  'sku_code',
  'title',
  'quantity',
  'unit_price',
  'line_payable',
  'receiver_name',
  'receiver_phone',
  'address',
  'province',
  'city',
  'district',
  'buyer',
  'buyer_message',
  'seller_memo',
] as const
export type ImportField = (typeof IMPORT_FIELDS)[number]

/** What is shown of these is masked, and nothing of them is ever told in a report. */
export const RECEIVER_FIELDS: ReadonlySet<ImportField> = new Set([
  'receiver_name',
  'receiver_phone',
  'address',
  'buyer',
  'buyer_message',
  'seller_memo',
])

/** Why a row is not simply imported. */
export const ROW_CODES = [
  'missing',
  'bad_id',
  'id_as_number',
  'bad_time',
  'bad_amount',
  'bad_quantity',
  'bad_text',
  'bad_currency',
  'bad_state',
  'amount_mismatch',
  'payment_unclear',
  'disagrees',
  'repeated_line',
  'too_many_lines',
  'merged_cell',
  'cell_error',
  'wrong_encoding',
  'wrong_width',
  'quotes_unclosed',
  'sibling_bad',
  'refused_by_engine',
  'known_same',
  'known_newer',
  'known_live',
  'repeats_row',
] as const
export type RowCode = (typeof ROW_CODES)[number]

export interface ImportMapping {
  /** The header of each field's column, as the file writes it. */
  columns: Partial<Record<ImportField, string>>
  /** What files of this source usually are. */
  mode: ImportMode
}

export interface MappingVersion {
  name: string
  version: number
}

/** What an import was started with. */
export interface ImportPlan {
  shop: ShopKey
  mode: ImportMode
  badRows: BadRowPolicy
  repeatedLines: RepeatedLinePolicy
  mapping: MappingVersion
  /** Null where the first one is meant, or the file has none. */
  sheet: string | null
  /** Null where it is to be found out. */
  encoding: string | null
}

/** What became of one row, or of a run of rows that fared alike. */
export interface RowResult {
  firstRow: number
  lastRow: number
  outcome: RowOutcome
  problem: RowProblem | null
}

export interface RowProblem {
  code: RowCode
  field: ImportField | null
  expected: string
  /** Shortened, and never receiver data. */
  found: string
}

export function isImportOver(state: ImportState): boolean {
  return state === 'done' || state === 'refused' || state === 'cancelled' || state === 'failed'
}
