// Bugs we can switch on to prove that the tests would catch them (docs/guides/planted-bugs.md). Each is
// one deliberate mistake at the line that guards against it. Production refuses to start with one on.

export const PLANTED_BUGS = [
  'no_row_lock',
  'unsorted_locks',
  'cursor_before_orders',
  'no_deduplication',
  'expiry_by_local_clock',
] as const
export type PlantedBug = (typeof PLANTED_BUGS)[number]

let planted: PlantedBug | null = null

/** For tests only: plants one bug, or none. */
export function plantBug(bug: PlantedBug | null): void {
  planted = bug
}

export function plantedBug(bug: PlantedBug): boolean {
  return planted === bug
}
