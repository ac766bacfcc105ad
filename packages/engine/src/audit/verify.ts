// `tidegate verify`: every invariant, the state hash and the figures, all of one moment, on a system
// that may be running.

import type { Database } from '../database/connect.ts'
import { auditInvariants } from './audit.ts'
import type { AuditedInvariant } from './audit.ts'
import { readFigures } from './figures.ts'
import type { AuditFigures } from './figures.ts'
import { hashState, onOnePicture } from './state-hash.ts'

export interface VerifyReport {
  stateHash: string
  orders: number
  invariants: AuditedInvariant[]
  figures: AuditFigures
}

export function verify(sql: Database): Promise<VerifyReport> {
  return onOnePicture(sql, async (tx) => {
    const figures = await readFigures(tx)
    const invariants = await auditInvariants(tx)
    return { stateHash: await hashState(tx), orders: figures.orders, invariants, figures }
  })
}

/** No invariant has a violation. */
export function isSound(report: VerifyReport): boolean {
  return report.invariants.every((invariant) => invariant.violations === 0)
}

/** The report for a terminal: violations with examples, then figures, then one line that says it all. */
export function formatReport(report: VerifyReport): string {
  const broken = report.invariants.filter((invariant) => invariant.violations > 0)
  const figures = Object.entries(report.figures).map(([name, value]) => `  ${name.padEnd(16)} ${value}`)
  return [
    ...report.invariants.flatMap(formatInvariant),
    'figures',
    ...figures,
    `state ${report.stateHash}`,
    broken.length === 0
      ? `sound: ${report.invariants.length} invariants hold over ${report.orders} orders`
      : `NOT SOUND: ${broken.length} of ${report.invariants.length} invariants are violated`,
  ].join('\n')
}

function formatInvariant({ id, name, violations, examples }: AuditedInvariant): string[] {
  const heading = `${violations === 0 ? 'ok    ' : 'BROKEN'} ${id.padEnd(4)} ${name}`
  if (violations === 0) return [heading]
  const rest = violations - examples.length
  return [
    `${heading}: ${violations}`,
    ...examples.map(({ subject, detail }) => `         ${subject}: ${detail}`),
    ...(rest > 0 ? [`         and ${rest} more`] : []),
  ]
}
