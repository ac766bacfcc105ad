// Renewing an access token. With more than half an hour left the platform gives back the tokens in force; a used refresh token
// is worth nothing.

import { asKind, ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callXiaohongshu, dataOf, innerData } from './client.ts'
import { isBusinessError } from './errors.ts'
import { xiaohongshuGateway } from './gateway.ts'

export async function refreshXiaohongshuTokens(
  options: ConnectionOptions,
  tokens: ChannelTokens,
): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const answer = await callXiaohongshu({
    gatewayUrl: xiaohongshuGateway(options),
    access: options.access,
    accessToken: '',
    method: 'oauth.refreshToken',
    parameters: { refreshToken: tokens.refreshToken },
    deadlineMs,
    now: (options.now ?? Date.now)(),
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error: unknown) => {
    throw refusedIsOver(error)
  })
  const data = innerData(dataOf(answer))
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(data, 'data')
    return {
      accessToken: result.optionalIdentifier('accessToken') ?? failField('accessToken', 'a token', undefined),
      refreshToken: result.optionalIdentifier('refreshToken') ?? tokens.refreshToken,
      expiresAt: result.epoch('accessTokenExpiresAt', 'ms'),
    }
  })
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): unknown {
  if (!isBusinessError(error)) return error
  return asKind('reauthorise', error)
}
