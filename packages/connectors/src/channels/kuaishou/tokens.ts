// Renewing an access token. Source: the official documents of authorisation. A refresh replaces both tokens; the old access
// token stays good for five minutes.

import { ChannelError } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireFields, requireReadable } from '../json-answer.ts'
import { endOfLife, requireRefreshToken, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { readKuaishouError } from './errors.ts'
import { kuaishouGateway, refreshUrl } from './gateway.ts'

const SERVER_ERROR = '100200500'

export async function refreshKuaishouTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const { now, ...limits } = startRefresh(options)
  const form = {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    app_id: options.access['appKey'] ?? '',
    app_secret: options.access['appSecret'] ?? '',
  }
  const url = refreshUrl(kuaishouGateway(options))
  const body = requireReadable(readJsonAnswer(await postForm({ url, form, bytesMax: JSON_BYTES_MAX, ...limits })))
  const error = readKuaishouError(body)
  if (error !== null) {
    // Used, expired or foreign: only the seller can authorise again.
    const kind = error.code.startsWith(SERVER_ERROR) ? 'retry' : 'reauthorise'
    throw new ChannelError(kind, error.code, { message: error.message })
  }
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: tokenOf(result, 'refresh_token'),
      expiresAt: endOfLife(result, 'expires_in', now),
    }
  })
}
