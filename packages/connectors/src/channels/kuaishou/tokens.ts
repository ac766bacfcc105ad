// Renewing an access token. Source: the official documents of authorisation. A refresh replaces both tokens; the old access
// token stays good for five minutes.

import { SECOND_MS } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireFields, requireReadable } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { readKuaishouError } from './errors.ts'
import { kuaishouGateway, refreshUrl } from './gateway.ts'

const LIFE_SECONDS = { min: 1, max: 10 * 366 * 86_400 } as const
const SERVER_ERROR = '100200500'

export async function refreshKuaishouTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const now = (options.now ?? Date.now)()
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const form = {
    grant_type: 'refresh_token',
    refresh_token: tokens.refreshToken,
    app_id: options.access['appKey'] ?? '',
    app_secret: options.access['appSecret'] ?? '',
  }
  const url = refreshUrl(kuaishouGateway(options))
  const signal = AbortSignal.timeout(deadlineMs)
  const body = requireReadable(
    readJsonAnswer(await postForm({ url, form, deadlineMs, bytesMax: JSON_BYTES_MAX, signal })),
  )
  const error = readKuaishouError(body)
  if (error !== null) {
    // Used, expired or foreign: only the seller can authorise again.
    const kind = error.code.startsWith(SERVER_ERROR) ? 'retry' : 'reauthorise'
    throw new ChannelError(kind, error.code, { message: error.message })
  }
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: result.optionalIdentifier('access_token') ?? failField('access_token', 'a token', undefined),
      refreshToken: result.optionalIdentifier('refresh_token') ?? failField('refresh_token', 'a token', undefined),
      expiresAt: now + result.integer('expires_in', LIFE_SECONDS) * SECOND_MS,
    }
  })
}
