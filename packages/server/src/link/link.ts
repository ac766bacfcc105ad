// What the links of one shop share. A link is one thing that goes on between us and a shop's platform: orders
// fetched, stock published, parcels confirmed, proofs taken. Each is a round that may be run at any time, by any
// process: what is owed lies in rows, claimed before it is acted on.

import { ChannelError } from '@tidegate/connectors'
import type { ChannelAdapter } from '@tidegate/connectors'
import { readCursors } from '@tidegate/engine'
import type { OpenGate } from '@tidegate/engine'
import type { Instant, ShopKey } from '@tidegate/domain'
import type { Clock } from '../clock.ts'
import type { RecentReads } from '../intake/recent-reads.ts'
import type { ShopPace } from '../intake/shop-pace.ts'
import { jittered } from '../intake/back-off.ts'
import { describeFailure } from '../intake/shop-health.ts'
import type { Log } from '../log.ts'
import type { Wake } from './wake.ts'

export interface ShopLink {
  adapter: ChannelAdapter
  gate: OpenGate
  shop: ShopKey
  clock: Clock
  random: () => number
  log: Log
  pace: ShopPace
  reads: RecentReads
  /** Orders to fetch were noted. */
  noted: Wake
  /** Something of the merchant's was committed: stock, a parcel. */
  committed: Wake
}

/** Longer than any call with its retries; a claim older than this was made by a process that died. */
export const CLAIM_MS = 60_000

const FIRST_RETRY_MS = 1_000
const RETRY_MS_MAX = 5 * 60_000 // What waits longer than this is looked at by a person anyway.

/** How long to wait after this many attempts; what the platform itself asks for is waited out in full. */
export function retryMs(attempts: number, error: unknown, random: () => number): number {
  const backOffMs = jittered(Math.min(FIRST_RETRY_MS * 2 ** Math.max(0, attempts - 1), RETRY_MS_MAX), random)
  return error instanceof ChannelError ? Math.max(backOffMs, error.retryAfterMs ?? 0) : backOffMs
}

/** What went wrong, in plain words, as it is kept with the row. */
export function errorText(error: unknown): string {
  return describeFailure(error).slice(0, ERROR_CHARACTERS_MAX)
}

const ERROR_CHARACTERS_MAX = 300

/** Every order the platform changed before this is durable here; null before the first poll. */
export async function provenUntil({ gate, shop }: ShopLink): Promise<Instant | null> {
  return (await readCursors(gate.database, shop)).get('orders') ?? null
}

/** The whole round waits: the platform asked for fewer calls, or for a person. */
export function endsRound(error: unknown): error is ChannelError {
  return error instanceof ChannelError && (error.kind === 'throttled' || error.kind === 'reauthorise')
}
