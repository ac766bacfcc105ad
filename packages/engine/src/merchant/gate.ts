// The engine's public face for one merchant: one door for every change, and reads beside it. The
// engine does not know HTTP exists; reads answer in the shapes the wire uses, times as ISO strings.

import type { Imports } from '../import/import-store.ts'
import type { Links } from './links.ts'
import type { Command, Instant, OrderKey, OutcomeByKind, ShopKey } from '@tidegate/domain'
import type { Idempotency } from '../idempotency/idempotency.ts'

export type OutcomeOf<C extends Command> =
  | OutcomeByKind[C['kind']]
  | { outcome: 'quarantined'; quarantineId: number; reason: string }

export interface MerchantInfo {
  id: number
  code: string
  name: string
  isDemo: boolean
}

/** Something from outside that could not become a command. */
export interface QuarantineEntry {
  /** The order's key where it could be read, else null: then the bytes' keyed hash stands in. */
  key: OrderKey | null
  /** Which entrance: `channel:taobao/<shop>`, `api`, `import:<file>`. */
  source: string
  /** Short and stable, for counting: `undecodable`, `refund_exceeds_paid`. */
  code: string
  /** The field at fault as the entrance names it, where it is one: `orders.order[0].num`. */
  field?: string
  /** For a person: the field and what was expected. Never receiver data. */
  reason: string
  raw: Uint8Array
}

export interface Lease {
  shop: ShopKey
  feed: string
  position: Instant
  epoch: number
}

export interface Leases {
  /**
   * Takes the feed's lease unless another holder's is still running; creates the cursor at `startAt` first
   * where there is none. The epoch rises with every take-over, so an old holder's cursor moves are fenced.
   */
  take(request: { shop: ShopKey; feed: string; holder: string; ttlMs: number; startAt: Instant }): Promise<Lease | null>
  /** Gives it back early, so a restart need not wait for it to run out. */
  giveBack(lease: Lease, holder: string): Promise<void>
}

export interface MerchantSetup {
  addShop(shop: ShopKey & { name: string }): Promise<void>
  addLocation(location: {
    code: string
    name: string
    kind: string
    province: string
    sellable: boolean
    rank: number
  }): Promise<void>
  /** Adds SKUs (with their on-hand pool) that are not there yet. */
  addSkus(skus: readonly { code: string; name: string }[]): Promise<void>
  /** Publishes a rule set as a new immutable version and makes it the active one. */
  publishRules(name: string, tables: Record<string, unknown>): Promise<number>
}

export interface Gate {
  readonly merchant: MerchantInfo
  /**
   * Sends a command through the door; resolves after its batch has committed, with this command's own outcome.
   * Throws OverloadError when the queue is full and ClosedError after drain; neither means "not stored" is in doubt.
   * `raw` is the channel's own bytes for record_order; they are kept sealed, once per content version.
   */
  submit<C extends Command>(command: C, raw?: Uint8Array): Promise<OutcomeOf<C>>
  quarantine(entry: QuarantineEntry): Promise<number>
  readonly leases: Leases
  readonly links: Links
  readonly imports: Imports
  readonly setup: MerchantSetup
  readonly idempotency: Idempotency
  /** Versions we hold, by platform order id, so a poller need not read what has not changed. */
  knownVersions(shop: ShopKey, platformOrderIds: readonly string[]): Promise<Map<string, Instant>>
  /** Sends the commands time and stock changes owe (expired reservations, orders waiting for stock); returns how many. */
  runDueWork(): Promise<number>
  /** Takes no more commands and resolves when those taken are answered. */
  drain(): Promise<void>
  close(): Promise<void>
}
