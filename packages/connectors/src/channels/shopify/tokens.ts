// Fetching an access token: by the refresh token that came with the last one; where there is none, as an application of
// the seller's own organisation, by its id and secret (client credentials). A token that never expires needs neither.
// Source: shopify.dev, access tokens.

import { ChannelError } from '../channel.ts'
import type { ConnectionOptions } from '../definition.ts'
import { ObjectReader } from '../fields.ts'
import { postForm } from '../http-call.ts'
import { JSON_BYTES_MAX } from '../json.ts'
import { readJsonAnswer, requireFields, requireReadable } from '../json-answer.ts'
import { endOfLife, startRefresh, tokenOf } from '../token-refresh.ts'
import type { ChannelTokens } from '../tokens.ts'
import { shopifyGateway } from './gateway.ts'

const TOKEN_PATH = '/admin/oauth/access_token'
/** A grant that is refused, whatever the words: secret, token or installation are not what they were. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403])

export async function refreshShopifyTokens(options: ConnectionOptions, tokens: ChannelTokens): Promise<ChannelTokens> {
  const form = grantOf(options, tokens)
  const { now, ...limits } = startRefresh(options)
  const url = new URL(TOKEN_PATH, shopifyGateway(options))
  const headers = { accept: 'application/json' }
  const http = await postForm({ url, headers, form, bytesMax: JSON_BYTES_MAX, ...limits })
  if (REFUSED.has(http.status)) {
    throw new ChannelError('reauthorise', `http_${http.status}`, { message: 'the grant of a token was refused' })
  }
  const body = requireReadable(readJsonAnswer(http))
  return requireFields((): ChannelTokens => {
    const result = new ObjectReader(body, '')
    return {
      accessToken: tokenOf(result, 'access_token'),
      refreshToken: result.optionalIdentifier('refresh_token') ?? tokens.refreshToken,
      expiresAt: result.has('expires_in') ? endOfLife(result, 'expires_in', now) : null,
    }
  })
}

function grantOf({ access }: ConnectionOptions, { refreshToken }: ChannelTokens): Record<string, string> {
  const { clientId = '', clientSecret = '' } = access
  const application = { client_id: clientId, client_secret: clientSecret }
  if (clientId === '') {
    throw new ChannelError('reauthorise', 'no_client_id', { message: 'without a client id no token can be renewed' })
  }
  if (refreshToken === null || refreshToken === '') return { ...application, grant_type: 'client_credentials' }
  return { ...application, grant_type: 'refresh_token', refresh_token: refreshToken }
}
