// Renewing an access token. Source: the API page of pop.auth.token.refresh; the name of its envelope is [A].

import { SECOND_MS } from '@tidegate/domain'
import { asKind, ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callPinduoduo } from './client.ts'
import { pinduoduoGateway } from './gateway.ts'

const ENVELOPE = 'pop_auth_token_refresh_response'
const LIFE_SECONDS = { min: 1, max: 10 * 366 * 86_400 } as const

export async function refreshPinduoduoTokens(
  options: ConnectionOptions,
  tokens: ChannelTokens,
): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const now = (options.now ?? Date.now)()
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const answer = await callPinduoduo({
    gatewayUrl: pinduoduoGateway(options),
    access: options.access,
    accessToken: '',
    type: 'pdd.pop.auth.token.refresh',
    parameters: { refresh_token: tokens.refreshToken },
    deadlineMs,
    now,
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error: unknown) => {
    throw refusedIsOver(error)
  })
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body[ENVELOPE], ENVELOPE)
    return {
      accessToken: result.optionalIdentifier('access_token') ?? failField('access_token', 'a token', undefined),
      refreshToken: result.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: now + result.integer('expires_in', LIFE_SECONDS) * SECOND_MS,
    }
  })
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): unknown {
  if (!(error instanceof ChannelError) || error.kind !== 'refused') return error
  return asKind('reauthorise', error)
}
