// Renewing tokens: what every platform's way of it has in common. Pure: no lock, no store.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { asKind, ChannelError } from './channel.ts'
import { REFRESH_DEADLINE_MS } from './definition.ts'
import type { ConnectionOptions } from './definition.ts'
import { failField } from './fields.ts'
import type { ObjectReader } from './fields.ts'
import type { ChannelTokens } from './tokens.ts'

/** Ten years: longer than any token lives, and far before the first second that could be a date. */
export const TOKEN_LIFE_SECONDS_MAX = 10 * 366 * 86_400

export interface RefreshCall {
  now: Instant
  deadlineMs: number
  signal: AbortSignal
}

/** The time of a refresh and the limits of its one call, which no adapter's pace covers. */
export function startRefresh(options: ConnectionOptions): RefreshCall {
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  return { now: (options.now ?? Date.now)(), deadlineMs, signal: AbortSignal.timeout(deadlineMs) }
}

export function requireRefreshToken({ refreshToken }: ChannelTokens): string {
  if (refreshToken !== null && refreshToken !== '') return refreshToken
  throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
}

export function tokenOf(result: ObjectReader, name: string): string {
  return result.optionalIdentifier(name) ?? failField(name, 'a token', undefined)
}

/** When a token ends that lives so many seconds from now. */
export function endOfLife(result: ObjectReader, name: string, now: Instant): Instant {
  return now + result.integer(name, { min: 1, max: TOKEN_LIFE_SECONDS_MAX }) * SECOND_MS
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
export function refusedIsOver(error: unknown): never {
  if (error instanceof ChannelError && error.kind === 'refused') throw asKind('reauthorise', error)
  throw error
}
