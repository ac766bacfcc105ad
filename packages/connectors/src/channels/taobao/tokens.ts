// Renewing a Taobao session. Source: TOP API metadata of top.auth.token.refresh, which says that only applications
// of the service market can; others have sessions of a fixed life. The members of `token_result` are [A].

import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { parseLossless } from '../json.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { endOfLife, refusedIsOver, requireRefreshToken, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callTop } from './client.ts'
import { taobaoGateway } from './gateway.ts'

const ENVELOPE = 'top_auth_token_refresh_response'

export async function refreshTaobaoTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const call = startRefresh(options)
  const answer = await callTop({
    gatewayUrl: taobaoGateway(options),
    access: options.access,
    session: '',
    method: 'taobao.top.auth.token.refresh',
    parameters: { refresh_token: refreshToken },
    ...call,
  }).catch(refusedIsOver)
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const text = new ObjectReader(body[ENVELOPE], ENVELOPE).text('token_result')
    const parsed = parseLossless(text)
    if (!parsed.ok) failField('token_result', 'JSON within JSON', parsed.problem)
    const result = new ObjectReader(parsed.ok ? parsed.value : null, 'token_result')
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: result.optionalIdentifier('refresh_token') ?? refreshToken,
      expiresAt: endOfLife(result, 'expires_in', call.now),
    }
  })
}
