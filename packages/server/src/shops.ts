// Which shops this installation polls, and the platform keys for them. They live in a file outside the
// database, so that a stolen dump opens no shop. Which fields a shop has, its channel's definition says.

import { readFile, stat } from 'node:fs/promises'
import { CHANNEL_DEFINITIONS, channelDefinition, fixedTokens, TokenKeeper } from '@tidegate/connectors'
import type { AccessValues, ChannelAdapter, ChannelDefinition, ChannelTokens, TokenSource } from '@tidegate/connectors'
import type { Channel, Instant, ShopKey } from '@tidegate/domain'

export interface ShopAccess extends ShopKey {
  merchant: string
  name: string
  gatewayUrl: string
  access: AccessValues
  tokens: ChannelTokens
  /** Where the first poll begins; null for an hour before it. */
  since: Instant | null
  /** We, and nobody else, tell this shop's platform what is in stock. */
  publishes: boolean
}

export interface ShopConnection {
  /** Lets the gateway be a simulator on this machine. */
  allowLoopback: boolean
  /** The tokens as they stand in the store: another process may have renewed them. */
  stored: () => Promise<ChannelTokens>
  /** Makes renewed tokens durable. */
  store: (tokens: ChannelTokens) => Promise<void>
}

export function createAdapter(shop: ShopAccess, connection: ShopConnection): ChannelAdapter {
  const definition = requireDefinition(shop.channel)
  const { gatewayUrl, access } = shop
  const { allowLoopback } = connection
  const tokens = tokenSource(definition, shop, connection)
  return definition.createAdapter({ shop: shop.shop, gatewayUrl, access, tokens, allowLoopback })
}

export function requireDefinition(channel: Channel): ChannelDefinition {
  const definition = channelDefinition(channel)
  if (definition === undefined)
    throw new ShopsFileError(`no adapter for channel "${channel}"; there is ${channelNames()}`)
  return definition
}

/** One refresh at a time, and none where another process was first: a second would revoke what the first brought. */
function tokenSource({ refreshTokens }: ChannelDefinition, shop: ShopAccess, connection: ShopConnection): TokenSource {
  const { tokens, gatewayUrl, access } = shop
  if (refreshTokens === null) return fixedTokens(tokens)
  const { allowLoopback, stored, store } = connection
  const refresh = async (stale: ChannelTokens): Promise<ChannelTokens> => {
    const kept = await stored()
    if (kept.accessToken !== stale.accessToken) return kept
    return refreshTokens({ gatewayUrl, access, allowLoopback }, stale)
  }
  return new TokenKeeper({ tokens, refresh, store })
}

export class ShopsFileError extends Error {
  override readonly name = 'ShopsFileError'
}

/** The shops in the file; none where it is absent and nobody asked for it by name. */
export async function readShops(file: string, options: { isRequired: boolean }): Promise<ShopAccess[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && !options.isRequired) return null
    throw new ShopsFileError(`${file}: cannot be read (${error.code ?? error.message})`)
  })
  if (text === null) return []
  const { mode } = await stat(file)
  if ((mode & 0o077) !== 0) throw new ShopsFileError(`${file}: others may read it, and it holds keys: chmod 600 it`)
  return parseShops(text, file)
}

export function parseShops(text: string, file: string): ShopAccess[] {
  let entries: unknown
  try {
    entries = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, and the text holds secrets.
    throw new ShopsFileError(`${file}: is not JSON`)
  }
  if (!Array.isArray(entries)) throw new ShopsFileError(`${file}: expected a list of shops`)
  return entries.map((entry: unknown, position) => parseShop(entry, `${file}, shop ${position + 1}`))
}

function parseShop(entry: unknown, where: string): ShopAccess {
  const fields = (typeof entry === 'object' && entry !== null ? entry : {}) as Record<string, unknown>
  const text = (field: string, isRequired = true): string => {
    const value = fields[field]
    if (typeof value === 'string' && (value !== '' || !isRequired)) return value
    if (value === undefined && !isRequired) return ''
    throw new ShopsFileError(`${where}: "${field}" must be a text`)
  }
  const definition = CHANNEL_DEFINITIONS.find(({ channel }) => channel === fields['channel'])
  if (definition === undefined) throw new ShopsFileError(`${where}: "channel" must be one of ${channelNames()}`)
  const values = definition.accessFields.map(({ name, kind, isRequired }) => ({
    name,
    kind,
    value: text(name, isRequired),
  }))
  const given = values.filter(({ kind, value }) => kind !== 'token' && value !== '')
  return {
    merchant: text('merchant'),
    channel: definition.channel,
    shop: text('shop'),
    name: text('name'),
    gatewayUrl: text('gatewayUrl', definition.gatewayUrl === null) || (definition.gatewayUrl ?? ''),
    access: Object.fromEntries(given.map(({ name, value }) => [name, value])),
    tokens: parseTokens(fields, where),
    since: time(fields, { name: 'since', where }),
    publishes: flag(fields, { name: 'publishes', where }),
  }
}

function parseTokens(fields: Record<string, unknown>, where: string): ChannelTokens {
  const { accessToken, refreshToken } = fields
  return {
    accessToken: typeof accessToken === 'string' ? accessToken : '',
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    expiresAt: time(fields, { name: 'tokenExpiresAt', where }),
  }
}

/** Off unless said: exactly one program publishes a shop's stock. */
function flag(fields: Record<string, unknown>, { name, where }: { name: string; where: string }): boolean {
  const value = fields[name] ?? false
  if (typeof value !== 'boolean') throw new ShopsFileError(`${where}: "${name}" must be true or false`)
  return value
}

function time(fields: Record<string, unknown>, { name, where }: { name: string; where: string }): Instant | null {
  const value = fields[name] ?? null
  const at = value === null ? null : Date.parse(typeof value === 'string' ? value : '')
  if (Number.isNaN(at)) throw new ShopsFileError(`${where}: "${name}" must be a time such as 2026-01-31T00:00:00+08:00`)
  return at
}

function channelNames(): string {
  return CHANNEL_DEFINITIONS.map(({ channel }) => channel).join(', ')
}
