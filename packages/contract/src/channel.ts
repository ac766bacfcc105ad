// Channels, the shops connected to them, and how their links do.

import { CHANNELS } from '@tidegate/domain'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Nullable } from './nullable.ts'
import { Timestamp } from './timestamp.ts'

const Words = Type.Object({ en: Type.String(), 'zh-CN': Type.String() })

/** A shop's slug, ours: it is part of addresses. */
const SHOP_CODE = '^[a-z0-9][a-z0-9_-]{0,40}$'
const FIELD_CHARACTERS_MAX = 4_000 // The longest of them is a private key.

export const AccessFieldView = Type.Object({
  name: Type.String(),
  /** `secret` and `token` are never shown again. */
  kind: Type.Enum(['setting', 'secret', 'token']),
  label: Words,
  hint: Words,
  isRequired: Type.Boolean(),
})
export type AccessFieldView = Static<typeof AccessFieldView>

export const ChannelView = Type.Object({
  channel: Type.Enum(CHANNELS),
  /** In the order a form asks for them. */
  fields: Type.Array(AccessFieldView),
  /** Null where every shop has an address of its own, and the form must ask for it. */
  gatewayUrl: Nullable(Type.String()),
})
export type ChannelView = Static<typeof ChannelView>
export const ChannelList = Type.Object({ channels: Type.Array(ChannelView) })
export type ChannelList = Static<typeof ChannelList>

export const ConnectShop = Type.Object({
  channel: Type.Enum(CHANNELS),
  shop: Type.String({ pattern: SHOP_CODE }),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  gatewayUrl: Type.Optional(Nullable(Type.String({ maxLength: 400 }))),
  /** By the names of the channel's fields, tokens included. */
  fields: Type.Record(Type.String(), Type.String({ maxLength: FIELD_CHARACTERS_MAX })),
})
export type ConnectShop = Static<typeof ConnectShop>

/**
 * Why a platform was not reached or said no, as stable codes; the words beside them are for logs and reports. `retry`:
 * it did not answer, or not as expected; `throttled`: it asks for fewer calls; `reauthorise`: it takes the token no
 * longer; `not_found`; `refused`: it may not be done; `bug`: it does not accept the request, as with a wrong key or
 * secret; `timeout`: nothing within the time a test has; `address`: the address may not be called; `no_public_url`: the
 * platform must be told where to post, and our own address is not set; `internal`: ours.
 */
export const FAILURE_REASONS = [
  'retry',
  'throttled',
  'reauthorise',
  'not_found',
  'refused',
  'bug',
  'timeout',
  'address',
  'no_public_url',
  'internal',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

export const ConnectionTest = Type.Object({
  ok: Type.Boolean(),
  /** Null where the platform answered. */
  reason: Nullable(Type.Enum(FAILURE_REASONS)),
  /** What failed, in plain words; null where the platform answered. */
  problem: Nullable(Type.String()),
  /** Orders changed in the last minutes, as the platform lists them. */
  orders: Nullable(Type.Integer()),
})
export type ConnectionTest = Static<typeof ConnectionTest>

export const LinkView = Type.Object({
  name: Type.Enum([
    'orders',
    'fetch',
    'push',
    'subscription',
    'stock',
    'shipments',
    'certificate',
    'backfill',
    'listings',
  ]),
  lastSuccessAt: Nullable(Timestamp),
  failuresInARow: Type.Integer(),
  /** Of the last round; null after a success. */
  reason: Nullable(Type.Enum(FAILURE_REASONS)),
  lastError: Nullable(Type.String()),
})
export type LinkView = Static<typeof LinkView>

export const BackfillView = Type.Object({
  id: Type.String(),
  from: Timestamp,
  to: Timestamp,
  position: Timestamp,
  orders: Type.Integer(),
  state: Type.Enum(['running', 'done', 'stopped']),
  askedBy: Type.String(),
  lastError: Nullable(Type.String()),
})
export type BackfillView = Static<typeof BackfillView>

export const ShopView = Type.Object({
  channel: Type.Enum(CHANNELS),
  shop: Type.String(),
  name: Type.String(),
  /** False where this installation has no access to it: orders only come by other ways. */
  connected: Type.Boolean(),
  switches: Type.Object({
    polls: Type.Boolean(),
    publishes: Type.Boolean(),
    confirms: Type.Boolean(),
    /** Its platform is expected to list late: the poll reaches further back. */
    promotion: Type.Boolean(),
  }),
  /** When it switches itself off; null where it is off, or on until somebody switches it off. */
  promotionUntil: Nullable(Timestamp),
  /** Everything the platform changed before is durable here; null before the first poll. */
  provenUntil: Nullable(Timestamp),
  /** As this process runs them; empty where another one does. */
  links: Type.Array(LinkView),
  pushes: Nullable(
    Type.Object({
      heard: Type.Integer(),
      repeated: Type.Integer(),
      refused: Type.Integer(),
      lastAt: Nullable(Timestamp),
      /** Polls find orders and no message comes. */
      silent: Type.Boolean(),
      /** How often a silent subscription of ours was made anew. */
      renewals: Type.Integer(),
      /** Who does that: `itself`, once nothing is heard; `no_public_url`: it would, were our address set; `by_hand`. */
      renewal: Type.Enum(['itself', 'no_public_url', 'by_hand']),
    }),
  ),
  fetchesWaiting: Type.Integer(),
  certificate: Type.Object({
    checkedUntil: Nullable(Timestamp),
    listed: Type.Integer(),
    missing: Type.Integer(),
    lateByCause: Type.Array(Type.Object({ cause: Type.String(), orders: Type.Integer() })),
  }),
  stock: Type.Object({
    published: Type.Integer(),
    pending: Type.Integer(),
    unsure: Type.Integer(),
    driftUnits: Type.Integer(),
    unmapped: Type.Integer(),
  }),
  shipments: Type.Object({ owed: Type.Integer(), refused: Type.Integer() }),
  limits: Nullable(
    Type.Object({
      callsPerSecond: Type.Number(),
      callScope: Type.Enum(['app', 'shop']),
      windowSeconds: Type.Integer(),
      lagSeconds: Type.Integer(),
    }),
  ),
  /** Where the platform posts its messages; null where it posts none. */
  pushPath: Nullable(Type.String()),
  /** The same as a whole address, where this installation knows its own. */
  pushUrl: Nullable(Type.String()),
  /** How the proof of the shop's authorisation does, never the proof itself; null where the shop was not connected here. */
  token: Nullable(
    Type.Object({
      /** `itself`: it is renewed without a person; `person`: one must authorise again; `none`: it has no end. */
      renewedBy: Type.Enum(['itself', 'person', 'none']),
      connectedAt: Timestamp,
      renewedAt: Nullable(Timestamp),
      /** Null where the platform has not said. */
      expiresAt: Nullable(Timestamp),
      /** The platform refused it, and nothing could renew it. */
      needsPerson: Type.Boolean(),
    }),
  ),
})
export type ShopView = Static<typeof ShopView>
export const ShopList = Type.Object({ shops: Type.Array(ShopView) })
export type ShopList = Static<typeof ShopList>

export const ShopSwitches = Type.Object({
  polls: Type.Optional(Type.Boolean()),
  publishes: Type.Optional(Type.Boolean()),
  confirms: Type.Optional(Type.Boolean()),
  promotion: Type.Optional(Type.Boolean()),
})
export type ShopSwitches = Static<typeof ShopSwitches>

/** For all shops at once. */
export const PromotionNight = Type.Union([
  Type.Object({
    on: Type.Literal(true),
    /** When it switches itself off; null or left out: when somebody does. */
    until: Type.Optional(Nullable(Timestamp)),
  }),
  Type.Object({ on: Type.Literal(false) }),
])
export type PromotionNight = Static<typeof PromotionNight>

export const AskBackfill = Type.Object({ from: Timestamp, to: Timestamp })
export type AskBackfill = Static<typeof AskBackfill>
export const BackfillList = Type.Object({ backfills: Type.Array(BackfillView) })
export type BackfillList = Static<typeof BackfillList>

/** Platforms answer for about three months back. */
export const BACKFILL_DAYS_MAX = 92

/** Orders to read again at once. */
export const FETCH_ORDERS_MAX = 200
export const FetchOrders = Type.Object({
  platformOrderIds: Type.Array(Type.String({ minLength: 1, maxLength: 128 }), {
    minItems: 1,
    maxItems: FETCH_ORDERS_MAX,
  }),
})
export type FetchOrders = Static<typeof FetchOrders>
