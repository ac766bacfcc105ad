// Renewing an access token at JD's OAuth server. No official page could be read: address, parameters and answer are those
// that public clients agree on.

import { ChannelError } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { callHttp } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireFields, requireReadable } from '../json-answer.ts'
import { endOfLife, requireRefreshToken, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { readJdError } from './errors.ts'
import { jdGateway, refreshAddress } from './gateway.ts'

const RETRY_WORDS = /系统|繁忙|稍后|system|busy/i // [A] The codes of the OAuth server are not public.

export async function refreshJdTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const refreshToken = requireRefreshToken(tokens)
  const { now, ...limits } = startRefresh(options)
  const url = refreshAddress(jdGateway(options))
  url.search = new URLSearchParams({
    app_key: options.access['appKey'] ?? '',
    app_secret: options.access['appSecret'] ?? '',
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
  }).toString()
  const answer = await callHttp({ method: 'GET', url, bytesMax: JSON_BYTES_MAX, ...limits })
  const body = requireReadable(readJsonAnswer(answer))
  const error = readJdError(body)
  if (error !== null) {
    const kind = RETRY_WORDS.test(error.message) ? 'retry' : 'reauthorise'
    throw new ChannelError(kind, error.code, { message: error.message })
  }
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: result.optionalIdentifier('refresh_token') ?? refreshToken,
      expiresAt: endOfLife(result, 'expires_in', now),
    }
  })
}
