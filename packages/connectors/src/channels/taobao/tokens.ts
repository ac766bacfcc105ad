// Renewing a Taobao session. Source: TOP API metadata of top.auth.token.refresh, which says that only applications
// of the service market can; others have sessions of a fixed life. The members of `token_result` are [A].

import { SECOND_MS } from '@tidegate/domain'
import { asKind, ChannelError } from '../channel.ts'
import { REFRESH_DEADLINE_MS } from '../definition.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { parseLossless } from '../json.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callTop } from './client.ts'
import { taobaoGateway } from './gateway.ts'

const ENVELOPE = 'top_auth_token_refresh_response'
const LIFE_SECONDS = { min: 1, max: 10 * 366 * 86_400 } as const

export async function refreshTaobaoTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  if (tokens.refreshToken === null || tokens.refreshToken === '') {
    throw new ChannelError('reauthorise', 'no_refresh_token', { message: 'there is no refresh token' })
  }
  const now = (options.now ?? Date.now)()
  const deadlineMs = options.deadlineMs ?? REFRESH_DEADLINE_MS
  const answer = await callTop({
    gatewayUrl: taobaoGateway(options),
    access: options.access,
    session: '',
    method: 'taobao.top.auth.token.refresh',
    parameters: { refresh_token: tokens.refreshToken },
    deadlineMs,
    now,
    signal: AbortSignal.timeout(deadlineMs),
  }).catch((error: unknown) => {
    throw refusedIsOver(error)
  })
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const text = new ObjectReader(body[ENVELOPE], ENVELOPE).text('token_result')
    const parsed = parseLossless(text)
    if (!parsed.ok) failField('token_result', 'JSON within JSON', parsed.problem)
    const result = new ObjectReader(parsed.ok ? parsed.value : null, 'token_result')
    const accessToken = result.optionalIdentifier('access_token') ?? failField('access_token', 'a token', undefined)
    const life = result.integer('expires_in', LIFE_SECONDS)
    return {
      accessToken,
      refreshToken: result.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: now + life * SECOND_MS,
    }
  })
}

/** A refresh token the platform refuses is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): unknown {
  if (!(error instanceof ChannelError) || error.kind !== 'refused') return error
  return asKind('reauthorise', error)
}
