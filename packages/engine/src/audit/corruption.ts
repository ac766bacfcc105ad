// One edit of the small world per way an invariant can break, for the audit's own tests. Each breaks
// exactly one invariant where it can, so that a report points at its cause. Constraints that stand in
// the way are dropped first: the audit must find what a missing constraint let in.

export interface Corruption {
  id: string
  what: string
  edit: string
  /** How the report names the row. */
  subject: string
  detail?: string
  /** Invariants this edit cannot help breaking too. */
  also?: readonly string[]
}

export const unguarded = (table: string, ...constraints: string[]): string =>
  constraints.map((name) => `alter table ${table} drop constraint ${name};`).join(' ')
