// How a shop's intake is, for people: the console and the log show it as it is written here.

import { ChannelError, GatewayUrlError } from '@tidegate/connectors'
import type { ChannelErrorKind } from '@tidegate/connectors'
import type { FailureReason } from '@tidegate/contract'
import type { Instant, ShopKey } from '@tidegate/domain'
import { messageOf } from '../log.ts'
import { BREAKER_FAILURES } from './back-off.ts'
import type { FeedCounts } from './feed.ts'

export type ShopState =
  /** Not polled yet. */
  | 'starting'
  /** The last round went through. */
  | 'working'
  /** Another process holds the lease. */
  | 'standby'
  /** The last round failed; the next comes soon. */
  | 'retrying'
  /** Left alone for minutes: too many failures, or somebody must renew the authorisation. */
  | 'paused'
  | 'stopped'

export interface ShopHealth {
  shop: ShopKey
  state: ShopState
  lastSuccessAt: Instant | null
  /** Everything the platform changed before this time is durable here. */
  provenUntil: Instant | null
  failuresInARow: number
  /** Null after a success. */
  reason: FailureReason | null
  /** In plain words; null after a success. */
  lastError: string | null
  counts: FeedCounts
}

const WORDS: Record<ChannelErrorKind, string> = {
  retry: 'the channel did not answer',
  throttled: 'the channel asks for fewer calls',
  reauthorise: 'the shop must be authorised again',
  not_found: 'the channel does not know what we asked for',
  refused: 'the channel refuses',
  bug: 'the channel does not accept our request',
}

export function describeFailure(error: unknown): string {
  if (!(error instanceof ChannelError)) return messageOf(error)
  return `${WORDS[error.kind]} (${error.code}): ${error.message}`
}

/** A platform is to be told where to post, and this installation does not know its own address. */
export class NoPublicUrlError extends Error {
  override readonly name = 'NoPublicUrlError'

  constructor() {
    super('the platform must be told where to post its messages: set TIDEGATE_PUBLIC_URL')
  }
}

/** The same as a stable code. */
export function reasonOf(error: unknown): FailureReason {
  if (error instanceof ChannelError) return error.kind
  if (error instanceof NoPublicUrlError) return 'no_public_url'
  if (error instanceof GatewayUrlError) return 'address'
  return error instanceof DOMException && error.name === 'TimeoutError' ? 'timeout' : 'internal'
}

export function stateAfterFailure(error: unknown, failures: number): ShopState {
  if (!(error instanceof ChannelError)) return 'retrying'
  return error.kind === 'reauthorise' || failures >= BREAKER_FAILURES ? 'paused' : 'retrying'
}
