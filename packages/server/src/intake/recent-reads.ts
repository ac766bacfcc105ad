// What was read of a shop's orders lately, whoever asked. After an absence the poll lists what messages tell of too: the
// platform's limit is spent on each order once.

import type { Instant } from '@tidegate/domain'

export interface RecentReads {
  /** The order is durable in this version; `from` is when its reading began. */
  note(platformOrderId: string, read: { from: Instant; version: Instant }): void
  /** Read in this version or a newer one. */
  hasVersion(platformOrderId: string, version: Instant): boolean
  /** A reading of it began after this. */
  isReadSince(platformOrderId: string, at: Instant): boolean
}

/** Half an hour of a large seller; forgetting one only costs reading it once more. */
const READS_MAX = 20_000

export function createRecentReads(readsMax = READS_MAX): RecentReads {
  const reads = new Map<string, { from: Instant; version: Instant }>()
  return {
    note(platformOrderId, read) {
      reads.delete(platformOrderId) // Last in the order of the map, which forgets the first.
      reads.set(platformOrderId, read)
      if (reads.size <= readsMax) return
      const [oldest] = reads.keys()
      if (oldest !== undefined) reads.delete(oldest)
    },
    hasVersion: (platformOrderId, version) => (reads.get(platformOrderId)?.version ?? -Infinity) >= version,
    isReadSince: (platformOrderId, at) => (reads.get(platformOrderId)?.from ?? -Infinity) > at,
  }
}
