// Renewing an access token. Source: the API page of token.refresh as the official SDK carries it.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { asKind, ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField } from '../fields.ts'
import type { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callDouyin, dataOf } from './client.ts'
import { douyinGateway } from './gateway.ts'

const SECONDS_RANGE = { min: 1, max: 4_000_000_000 } as const
/** Ten years: longer than any token lives, and far before the first second that could be a date. */
const LIFE_SECONDS_MAX = 10 * 366 * 86_400

export async function refreshDouyinTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const now = (options.now ?? Date.now)()
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const answer = await callDouyin({
    gateway: douyinGateway(options),
    access: options.access,
    accessToken: '',
    method: 'token.refresh',
    parameters: { grant_type: 'refresh_token', refresh_token: tokens.refreshToken },
    deadlineMs,
    now,
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error: unknown) => {
    throw refusedIsOver(error)
  })
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const data = dataOf(body)
    return {
      accessToken: data.optionalIdentifier('access_token') ?? failField('access_token', 'a token', undefined),
      refreshToken: data.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: expiresAtOf(data, now),
    }
  })
}

/** The page calls it a UNIX time, its name a number of seconds: what is too long for a life is a date. */
function expiresAtOf(data: ObjectReader, now: Instant): Instant {
  const seconds = data.integer('expires_in', SECONDS_RANGE)
  return seconds > LIFE_SECONDS_MAX ? seconds * SECOND_MS : now + seconds * SECOND_MS
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): unknown {
  if (!(error instanceof ChannelError) || error.kind !== 'refused') return error
  return asKind('reauthorise', error)
}
