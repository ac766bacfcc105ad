import type { BackfillView } from '@tidegate/contract'

/** How much of its stretch of time a backfill has read, from 0 to 100. */
export function backfillPercent({ from, to, position }: Pick<BackfillView, 'from' | 'to' | 'position'>): number {
  const [start, end, at] = [Date.parse(from), Date.parse(to), Date.parse(position)]
  return Math.floor(Math.min(1, Math.max(0, (at - start) / Math.max(1, end - start))) * 100)
}
