// Renewing an access token at JD's OAuth server. No official page could be read: address, parameters and answer are those
// that public clients agree on.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { callHttp } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireFields, requireReadable } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { readJdError } from './errors.ts'
import { jdGateway, refreshAddress } from './gateway.ts'

const LIFE_SECONDS = { min: 1, max: 10 * 366 * 86_400 } as const
const RETRY_WORDS = /系统|繁忙|稍后|system|busy/i // [A] The codes of the OAuth server are not public.

export async function refreshJdTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const now = (options.now ?? Date.now)()
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const url = refreshAddress(jdGateway(options))
  url.search = new URLSearchParams({
    app_key: options.access['appKey'] ?? '',
    app_secret: options.access['appSecret'] ?? '',
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
  }).toString()
  const call = { method: 'GET', url, deadlineMs, bytesMax: JSON_BYTES_MAX } as const
  const answer = await callHttp({ ...call, signal: AbortSignal.timeout(deadlineMs) })
  const body = requireReadable(readJsonAnswer(answer))
  const error = readJdError(body)
  if (error !== null) {
    const kind = RETRY_WORDS.test(error.message) ? 'retry' : 'reauthorise'
    throw new ChannelError(kind, error.code, { message: error.message })
  }
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: result.optionalIdentifier('access_token') ?? failField('access_token', 'a token', undefined),
      refreshToken: result.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: now + result.integer('expires_in', LIFE_SECONDS) * SECOND_MS,
    }
  })
}
