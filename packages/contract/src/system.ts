// How the system is: for who runs it. Figures and names of settings; never a secret, nothing of an order.

import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

/** What somebody should look at; the subject is a shop, where it is one's. */
export const SYSTEM_CONCERNS = [
  'database_silent',
  'queue_full',
  'disk_nearly_full',
  'shop_behind',
  'shop_failing',
  'publication_old',
  'invariant_violated',
] as const

/** Where a setting's value came from. */
export const SETTING_SOURCES = ['flag', 'environment', 'default'] as const

export const SettingReport = Type.Object({
  flag: Type.String(),
  /** Null where there is none, or it is a secret. */
  value: Nullable(Type.String()),
  secret: Type.Boolean(),
  source: Type.Enum(SETTING_SOURCES),
})
export type SettingReport = Static<typeof SettingReport>

export const SystemShop = Type.Object({
  channel: Type.String(),
  shop: Type.String(),
  name: Type.String(),
  /** How far the proven part of its feeds is behind now; null before the first poll. */
  lagSeconds: Nullable(Type.Integer()),
  /** For how long the oldest change of stock has been on its way; null where none is. */
  publicationAgeSeconds: Nullable(Type.Integer()),
  /** As this process polls it; null where it does not. */
  state: Nullable(Type.String()),
  lastError: Nullable(Type.String()),
})
export type SystemShop = Static<typeof SystemShop>

export const Verification = Type.Object({
  at: Timestamp,
  durationMs: Type.Integer(),
  orders: Type.Integer(),
  invariants: Type.Integer(),
  /** Ids of those that are violated. */
  violated: Type.Array(Type.String()),
  stateHash: Type.String(),
})
export type Verification = Static<typeof Verification>

export const System = Type.Object({
  now: Timestamp,
  version: Type.String(),
  uptimeSeconds: Type.Integer(),
  /** Empty where all is well. */
  concerns: Type.Array(Type.Object({ concern: Type.Enum(SYSTEM_CONCERNS), subject: Nullable(Type.String()) })),
  parts: Type.Array(Type.Object({ part: Type.String(), ready: Type.Boolean() })),
  database: Type.Object({ version: Type.String(), bytes: Type.Integer() }),
  /** Of every process, by the database: the last sixty minutes, oldest first, empty ones included. */
  perMinute: Type.Array(Type.Object({ minute: Timestamp, batches: Type.Integer(), commands: Type.Integer() })),
  /** Of this process: from a command's arrival to its answer, over the latest ones. */
  answers: Type.Object({
    p50Ms: Nullable(Type.Integer()),
    p99Ms: Nullable(Type.Integer()),
    batchRetries: Type.Integer(),
  }),
  queue: Type.Object({ waiting: Type.Integer(), max: Type.Integer() }),
  shops: Type.Array(SystemShop),
  quarantineOpen: Type.Integer(),
  pushConnections: Type.Integer(),
  disk: Nullable(Type.Object({ freeBytes: Nullable(Type.Integer()), freeMinBytes: Type.Integer() })),
  settings: Type.Array(SettingReport),
  verification: Type.Object({ isRunning: Type.Boolean(), last: Nullable(Verification) }),
})
export type System = Static<typeof System>

export const VerificationStarted = Type.Object({ isRunning: Type.Literal(true) })
