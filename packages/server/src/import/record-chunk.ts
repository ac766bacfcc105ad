// Some orders of a file at once: those that can be read go through the door, the others to quarantine, and every row
// hears what became of it.

import { decodeOrder } from '@tidegate/connectors'
import type { BadRow, ImportCommand, MappedRow } from '@tidegate/connectors'
import { assertNever } from '@tidegate/domain'
import type { ImportPlan, OrderKey, RowCode, RowOutcome, RowProblem, RowResult } from '@tidegate/domain'
import { forEachAtOnce } from '../intake/for-each.ts'
import { patiently } from '../intake/patiently.ts'
import { toContent } from './kept-content.ts'
import { badRowProblem } from './quarantine-rows.ts'
import { ImportFault } from './open-import.ts'
import type { OpenImport } from './open-import.ts'

/** The door's own connections are what quarantine writes with. */
const QUARANTINES_AT_ONCE = 2

export interface RecordedChunk {
  results: RowResult[]
  badOrders: number
}

interface BadOrder {
  rows: MappedRow[]
  bad: BadRow
  key: OrderKey | null
}

export async function recordChunk(open: OpenImport, orders: readonly MappedRow[][]): Promise<RecordedChunk> {
  const bad: BadOrder[] = []
  const fates = await Promise.all(
    orders.map(async (rows): Promise<RowResult[]> => {
      const decoded = decodeOrder(rows, open.plan)
      if (decoded.ok) return fatesOf(rows, await submit(open, rows, decoded.command), open.plan)
      bad.push({ rows, bad: decoded.bad, key: decoded.key })
      return badFates(rows, decoded.bad)
    }),
  )
  await forEachAtOnce(bad, QUARANTINES_AT_ONCE, (order) => setAside(open, order))
  return { results: joined(fates.flat()), badOrders: bad.length }
}

interface Fate {
  outcome: RowOutcome
  code: RowCode | null
}

async function submit(open: OpenImport, rows: MappedRow[], command: ImportCommand): Promise<Fate> {
  const raw = command.kind === 'record_order' ? toContent(rows, open) : undefined
  const answer = await patiently(() => open.gate.submit(command, raw), open)
  switch (answer.outcome) {
    case 'recorded':
    case 'updated':
      return { outcome: 'imported', code: null }
    case 'already_recorded':
      return { outcome: 'unchanged', code: 'known_same' }
    case 'older_than_known':
      return { outcome: 'unchanged', code: 'known_newer' }
    case 'known_live':
      return { outcome: 'unchanged', code: 'known_live' }
    case 'quarantined':
      return { outcome: 'quarantined', code: 'refused_by_engine' }
    case 'shop_unknown':
      throw new ImportFault('shop_unknown', `there is no shop ${open.plan.shop.channel}/${open.plan.shop.shop}`)
    default:
      return assertNever(answer)
  }
}

/** Of history one row tells all there is; whatever repeats it adds nothing. */
function fatesOf(rows: readonly MappedRow[], { outcome, code }: Fate, { mode }: Pick<ImportPlan, 'mode'>): RowResult[] {
  const problem = code === null ? null : plainProblem(code)
  return rows.map(({ row }, index) => {
    const isRepeat = index > 0 && mode === 'history' && outcome === 'imported'
    const fate = isRepeat
      ? ({ outcome: 'unchanged', problem: plainProblem('repeats_row') } as const)
      : { outcome, problem }
    return { firstRow: row, lastRow: row, ...fate }
  })
}

function badFates(rows: readonly MappedRow[], bad: BadRow): RowResult[] {
  return rows.map(({ row }) => {
    const problem = row === bad.row ? bad.problem : plainProblem('sibling_bad')
    return { firstRow: row, lastRow: row, outcome: 'quarantined', problem }
  })
}

function plainProblem(code: RowCode): RowProblem {
  return { code, field: null, expected: '', found: '' }
}

async function setAside(open: OpenImport, { rows, bad, key }: BadOrder): Promise<void> {
  const { code, field, reason } = badRowProblem(
    bad,
    rows.findIndex(({ row }) => row === bad.row),
  )
  const raw = toContent(rows, open)
  const source = `import:${open.fileName}`
  const entry = { key, source, code, reason, raw, ...(field === null ? {} : { field }) }
  await patiently(() => open.gate.quarantine(entry), open)
}

/** Neighbours that fared alike are told as one; a row with something to say about it stands alone. */
function joined(results: readonly RowResult[]): RowResult[] {
  const runs: RowResult[] = []
  for (const result of results.toSorted((a, b) => a.firstRow - b.firstRow)) {
    const last = runs.at(-1)
    if (last !== undefined && continues(last, result)) last.lastRow = result.lastRow
    else runs.push({ ...result })
  }
  return runs
}

function continues(last: RowResult, next: RowResult): boolean {
  const isPlain = (next.problem?.field ?? null) === null && (next.problem?.expected ?? '') === ''
  const isSame = last.outcome === next.outcome && last.problem?.code === next.problem?.code
  return isSame && isPlain && last.lastRow + 1 === next.firstRow && next.outcome !== 'quarantined'
}
