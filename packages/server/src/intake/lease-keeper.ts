// The lease of one feed, as this process holds it. It only saves work: what keeps a stale process from
// moving a cursor is the epoch, checked in the database with every move.

import type { Gate, Lease } from '@tidegate/engine'
import type { Instant, ShopKey } from '@tidegate/domain'
import type { Clock } from '../clock.ts'

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError'
}

export interface LeaseKeeper {
  /** Takes the lease, or renews the one held; null while another process holds it. */
  take: () => Promise<Lease | null>
  /** Whether this process holds it; asks the database only when a third of its time has passed. */
  hold: () => Promise<boolean>
  /** Renews once a third of its time has passed; throws LeaseLostError where another has it by now. */
  renewIfDue: () => Promise<void>
  /** The lease as last renewed. */
  current: () => Lease
  /** Forgets it without giving it back: somebody else has it. */
  drop: () => void
  giveBack: () => Promise<void>
}

export interface LeaseKeeperOptions {
  gate: Pick<Gate, 'leases'>
  shop: ShopKey
  feed: string
  holder: string
  ttlMs: number
  startAt: Instant
  clock: Clock
}

export function createLeaseKeeper({ gate, clock, ...request }: LeaseKeeperOptions): LeaseKeeper {
  let held: { lease: Lease; renewedAt: Instant } | null = null

  const take = async (): Promise<Lease | null> => {
    const renewedAt = clock.now()
    const lease = await gate.leases.take(request)
    held = lease === null ? null : { lease, renewedAt }
    return lease
  }
  // Eight reads may find it due at once; one renewal serves them all.
  let renewal: Promise<Lease | null> | undefined
  const isFresh = (): boolean => held !== null && clock.now() - held.renewedAt < request.ttlMs / 3
  const renewIfDue = async (): Promise<void> => {
    if (isFresh()) return
    renewal ??= take().finally(() => {
      renewal = undefined
    })
    if ((await renewal) === null) throw new LeaseLostError(`another process has taken over ${request.feed}`)
  }
  return {
    take,
    hold: async () => isFresh() || (await take()) !== null,
    renewIfDue,
    current: () => {
      if (held === null) throw new LeaseLostError(`the lease of ${request.feed} is not held`)
      return held.lease
    },
    drop: () => {
      held = null
    },
    giveBack: async () => {
      if (held === null) return
      const { lease } = held
      held = null
      await gate.leases.giveBack(lease, request.holder)
    },
  }
}
