// What quarantine keeps of an order's rows: the rows field by field, and how they were to be read. It says nothing of
// the import itself, so the same file imported again is the same content.

import { parseKept, parseLosslessBytes, toKept } from '@tidegate/connectors'
import type { FieldRow, ImportRules, MappedRow, Table } from '@tidegate/connectors'
import { IMPORT_MODES, REPEATED_LINE_POLICIES } from '@tidegate/domain'
import type { Channel, ImportMapping, ImportPlan } from '@tidegate/domain'

export interface Keeping {
  plan: ImportPlan
  mapping: ImportMapping
  table: Pick<Table, 'columns'>
}

export function toContent(rows: readonly MappedRow[], { plan, mapping, table }: Keeping): Buffer {
  const { shop, mode, repeatedLines, mapping: version } = plan
  const content = { shop, mode, repeatedLines, mapping: version, rows: toKept(rows, table, mapping) }
  return Buffer.from(JSON.stringify(content))
}

export interface ParsedContent {
  rows: FieldRow[]
  rules: ImportRules
}

/** Null where a person made something else of it. */
export function parseContent(content: Uint8Array): ParsedContent | null {
  const parsed = parseLosslessBytes(content)
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return null
  const { shop, mode, repeatedLines } = parsed.value as { shop?: unknown; mode?: unknown; repeatedLines?: unknown }
  const rows = parseKept(parsed.value)
  const knownMode = IMPORT_MODES.find((each) => each === mode)
  const policy = REPEATED_LINE_POLICIES.find((each) => each === repeatedLines)
  if (rows === null || knownMode === undefined || policy === undefined || !isShop(shop)) return null
  return { rows, rules: { shop, mode: knownMode, repeatedLines: policy } }
}

function isShop(value: unknown): value is { channel: Channel; shop: string } {
  if (typeof value !== 'object' || value === null) return false
  const { channel, shop } = value as { channel?: unknown; shop?: unknown }
  return typeof channel === 'string' && typeof shop === 'string'
}
