// Fetching an access token: by the refresh token that came with the last one; where there is none, as an application of
// the seller's own, by its secret and the number of the shop ("silent"). Source: youzan/open-sdk-node.

import { asKind } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { requireFields, requireReadable } from '../json-answer.ts'
import { startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { payloadOf, postYouzan } from './client.ts'
import type { Parameters } from './client.ts'
import { isBusinessError } from './errors.ts'
import { youzanGateway } from './gateway.ts'

export async function refreshYouzanTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const { deadlineMs, signal } = startRefresh(options)
  const answer = await postYouzan({
    url: new URL('/auth/token', youzanGateway(options)),
    parameters: grantOf(options, tokens),
    deadlineMs,
    signal,
  }).catch(refusedIsOver)
  const data = payloadOf(requireReadable(answer))
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(data, 'data')
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: result.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: result.optionalEpoch('expires', 'ms'), // The moment, not a duration.
    }
  })
}

function grantOf({ access }: ConnectionOptions, { refreshToken }: ChannelTokens): Parameters {
  const { appKey = '', appSecret = '', kdtId = '' } = access
  const application = { client_id: appKey, client_secret: appSecret }
  if (refreshToken !== null && refreshToken !== '') {
    return { ...application, authorize_type: 'refresh_token', refresh_token: refreshToken }
  }
  return { ...application, authorize_type: 'silent', grant_id: kdtId, refresh: true }
}

/** What the platform refuses here is over: only the seller can authorise again. */
function refusedIsOver(error: unknown): never {
  if (!isBusinessError(error) || error.kind !== 'refused') throw error
  throw asKind('reauthorise', error)
}
