// What the rest of the program knows of a channel before a shop is connected: which keys a seller must give, how
// to make an adapter of them, how to read kept bytes again. One entry to a channel in registry.ts.

import type { Channel, Instant } from '@tidegate/domain'
import type { ChannelAdapter, DecodedOrder } from './channel.ts'
import type { PaceClock } from './pace.ts'
import type { ChannelTokens, TokenSource } from './tokens.ts'

/** Words for people, in both languages. */
export interface Words {
  en: string
  'zh-CN': string
}

/**
 * One field of the form a seller connects a shop by. `token` fields are the platform's: `accessToken` and
 * `refreshToken`, renewed without the seller where the channel can.
 */
export interface AccessField {
  name: string
  kind: 'setting' | 'secret' | 'token'
  label: Words
  /** One sentence: what it is and where the seller finds it. */
  hint: Words
  isRequired: boolean
}

/** Values of the access fields by name; tokens are not among them. */
export type AccessValues = Readonly<Record<string, string>>

export interface ConnectionOptions {
  /** Where the platform is called; a simulator's address only with `allowLoopback`. */
  gatewayUrl: string
  access: AccessValues
  allowLoopback?: boolean
  /** Slower or faster than the channel's own pace. */
  callsPerSecond?: number
  /** For one call, from connecting to the last byte. */
  deadlineMs?: number
  now?: () => Instant
  /** For a simulation that owns the time. */
  paceClock?: PaceClock
}

export interface AdapterOptions extends ConnectionOptions {
  /** Our slug of the shop these keys belong to. */
  shop: string
  tokens: TokenSource
}

export interface ChannelDefinition {
  readonly channel: Channel
  /** In the order a form asks for them. */
  readonly accessFields: readonly AccessField[]
  /** Null where every shop has an address of its own. */
  readonly gatewayUrl: string | null
  createAdapter(options: AdapterOptions): ChannelAdapter
  /** Bytes that `readOrder` returned, kept and read again. */
  decodeOrder(raw: Uint8Array, shop: string): DecodedOrder
  /** Null where the platform's tokens do not expire or a person must renew them. */
  refreshTokens: ((options: ConnectionOptions, tokens: ChannelTokens) => Promise<ChannelTokens>) | null
  /** The signature or ciphertext the platform's rules give for a published vector; null for one of another kind. */
  reproduce(vector: SignatureVector): string | null
}

/** A known input and the signature of it, as published or reproduced by others. */
export interface SignatureVector {
  id: string
  /** What is signed: "request", "webhook", "tmc-connect", "ciphertext" … */
  kind: string
  /** The platform's API or message it stands for. */
  method: string
  algorithm: string
  secret: string
  params: Readonly<Record<string, unknown>>
  expected: string
}

export const REFRESH_DEADLINE_MS = 20_000
