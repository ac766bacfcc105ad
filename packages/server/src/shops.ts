// Which shops this installation polls, and the platform keys for them. They live in a file outside the
// database, so that a stolen dump opens no shop. A new channel is one line in the registry below.

import { readFile, stat } from 'node:fs/promises'
import { createTaobaoChannel } from '@tidegate/connectors'
import type { ChannelAdapter } from '@tidegate/connectors'
import type { Instant, ShopKey } from '@tidegate/domain'

export interface ShopAccess extends ShopKey {
  merchant: string
  name: string
  gatewayUrl: string
  appKey: string
  appSecret: string
  session: string
  /** Where the first poll begins; null for an hour before it. */
  since: Instant | null
}

export interface AdapterOptions {
  /** Lets the gateway be a simulator on this machine. */
  allowLoopback: boolean
}

const ADAPTERS: Partial<Record<ShopKey['channel'], (access: ShopAccess, options: AdapterOptions) => ChannelAdapter>> = {
  taobao: ({ gatewayUrl, appKey, appSecret, session, shop }, { allowLoopback }) =>
    createTaobaoChannel({ gatewayUrl, appKey, appSecret, session, shop, allowLoopback }),
}

export function createAdapter(access: ShopAccess, options: AdapterOptions): ChannelAdapter {
  const create = ADAPTERS[access.channel]
  if (create === undefined)
    throw new ShopsFileError(`no adapter for channel "${access.channel}"; there is ${Object.keys(ADAPTERS).join(', ')}`)
  return create(access, options)
}

class ShopsFileError extends Error {
  override readonly name = 'ShopsFileError'
}

const TEXT_FIELDS = ['merchant', 'channel', 'shop', 'name', 'gatewayUrl', 'appKey', 'appSecret', 'session'] as const

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
  const missing = TEXT_FIELDS.find((field) => typeof fields[field] !== 'string' || fields[field] === '')
  if (missing !== undefined) throw new ShopsFileError(`${where}: "${missing}" must be a text`)
  if (!Object.hasOwn(ADAPTERS, String(fields['channel']))) {
    throw new ShopsFileError(`${where}: "channel" must be one of ${Object.keys(ADAPTERS).join(', ')}`)
  }
  const { since = null } = fields
  const sinceAt = since === null ? null : Date.parse(typeof since === 'string' ? since : '')
  if (Number.isNaN(sinceAt))
    throw new ShopsFileError(`${where}: "since" must be a time such as 2026-01-31T00:00:00+08:00`)
  return { ...(fields as unknown as Omit<ShopAccess, 'since'>), since: sinceAt }
}
