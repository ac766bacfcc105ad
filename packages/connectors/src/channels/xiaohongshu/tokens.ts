// Renewing an access token. With more than half an hour left the platform gives back the tokens in force; a used refresh token
// is worth nothing.

import { asKind } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { requireRefreshToken, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callXiaohongshu, dataOf, innerData } from './client.ts'
import { isBusinessError } from './errors.ts'
import { xiaohongshuGateway } from './gateway.ts'

export async function refreshXiaohongshuTokens(
  options: ConnectionOptions,
  tokens: ChannelTokens,
): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const answer = await callXiaohongshu({
    gatewayUrl: xiaohongshuGateway(options),
    access: options.access,
    accessToken: '',
    method: 'oauth.refreshToken',
    parameters: { refreshToken },
    ...startRefresh(options),
  }).catch(refusedIsOver)
  const data = innerData(dataOf(answer))
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(data, 'data')
    return {
      accessToken: tokenOf(result, 'accessToken'),
      refreshToken: result.optionalIdentifier('refreshToken') ?? refreshToken,
      expiresAt: result.epoch('accessTokenExpiresAt', 'ms'),
    }
  })
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): never {
  if (!isBusinessError(error)) throw error
  throw asKind('reauthorise', error)
}
