// Fetching a token from `stable_token` with the application's secret; there is no refresh token. The platform hands out
// the same one until it is about to end. Where that very token was just refused, a new one is forced: the platform allows
// it 20 times a day and not twice in 30 seconds, so it is never the first thing asked for.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import { asKind, ChannelError } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { startRefresh } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { callWechat } from './client.ts'
import { wechatGateway } from './gateway.ts'

const LIFE_SECONDS = { min: 1, max: 86_400 } as const
/** Nearer to its end the platform gives a new one by itself. */
const RENEWED_AHEAD_MS = 5 * MINUTE_MS
const SECRET_CODES = new Set(['40001', '40013', '40125']) // Of this call they tell of the secret or the AppID.

export async function refreshWechatTokens(options: ConnectionOptions, stale: ChannelTokens): Promise<ChannelTokens> {
  const given = await fetchToken(options, false)
  const now = (options.now ?? Date.now)()
  const isSame = given.accessToken === stale.accessToken
  const isLasting = given.expiresAt !== null && given.expiresAt - now > RENEWED_AHEAD_MS
  return isSame && isLasting ? fetchToken(options, true) : given
}

async function fetchToken(options: ConnectionOptions, isForced: boolean): Promise<ChannelTokens> {
  const { access } = options
  const { now, ...limits } = startRefresh(options)
  const answer = await callWechat({
    gatewayUrl: wechatGateway(options),
    path: '/cgi-bin/stable_token',
    accessToken: null,
    body: {
      grant_type: 'client_credential',
      appid: access['appId'] ?? '',
      secret: access['appSecret'] ?? '',
      force_refresh: isForced,
    },
    ...limits,
  }).catch((error: unknown) => {
    throw secretIsOver(error)
  })
  const body = requireReadable(answer)
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: tokenOf(result),
      refreshToken: null,
      expiresAt: now + result.integer('expires_in', LIFE_SECONDS) * SECOND_MS,
    }
  })
}

/** Longer than ids are, up to 512 characters. */
function tokenOf(result: ObjectReader): string {
  const token = result.value('access_token')
  return typeof token === 'string' && /^[\w.-]{1,512}$/.test(token)
    ? token
    : failField('access_token', 'a token', undefined)
}

/** A secret the platform refuses was reset: only the seller can give the new one. */
function secretIsOver(error: unknown): unknown {
  if (!(error instanceof ChannelError) || !SECRET_CODES.has(error.code)) return error
  return asKind('reauthorise', error)
}
