// Renewing an access token. Source: the API page of token.refresh as the official SDK carries it.

import { SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import type { ConnectionOptions } from '../definition.ts'
import type { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { refusedIsOver, requireRefreshToken, startRefresh, TOKEN_LIFE_SECONDS_MAX, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callDouyin, dataOf } from './client.ts'
import { douyinGateway } from './gateway.ts'

const SECONDS_RANGE = { min: 1, max: 4_000_000_000 } as const

export async function refreshDouyinTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const call = startRefresh(options)
  const answer = await callDouyin({
    gateway: douyinGateway(options),
    access: options.access,
    accessToken: '',
    method: 'token.refresh',
    parameters: { grant_type: 'refresh_token', refresh_token: refreshToken },
    ...call,
  }).catch(refusedIsOver)
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const data = dataOf(body)
    return {
      accessToken: tokenOf(data, 'access_token'),
      refreshToken: data.optionalIdentifier('refresh_token') ?? refreshToken,
      expiresAt: expiresAtOf(data, call.now),
    }
  })
}

/** The page calls it a UNIX time, its name a number of seconds: what is too long for a life is a date. */
function expiresAtOf(data: ObjectReader, now: Instant): Instant {
  const seconds = data.integer('expires_in', SECONDS_RANGE)
  return seconds > TOKEN_LIFE_SECONDS_MAX ? seconds * SECOND_MS : now + seconds * SECOND_MS
}
