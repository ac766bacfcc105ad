// Renewing an access token. Source: the API page of pop.auth.token.refresh; the name of its envelope is [A].

import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { endOfLife, refusedIsOver, requireRefreshToken, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callPinduoduo } from './client.ts'
import { pinduoduoGateway } from './gateway.ts'

const ENVELOPE = 'pop_auth_token_refresh_response'

export async function refreshPinduoduoTokens(
  options: ConnectionOptions,
  tokens: ChannelTokens,
): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const call = startRefresh(options)
  const answer = await callPinduoduo({
    gatewayUrl: pinduoduoGateway(options),
    access: options.access,
    accessToken: '',
    type: 'pdd.pop.auth.token.refresh',
    parameters: { refresh_token: refreshToken },
    ...call,
  }).catch(refusedIsOver)
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body[ENVELOPE], ENVELOPE)
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: result.optionalIdentifier('refresh_token') ?? refreshToken,
      expiresAt: endOfLife(result, 'expires_in', call.now),
    }
  })
}
