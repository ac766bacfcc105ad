// Renewed tokens, written back into the file the shops came from: the platform has taken the old ones back, so a
// restart with them would stand before a closed door.

import { open, readFile, rename } from 'node:fs/promises'
import type { ChannelTokens } from '@tidegate/connectors'
import type { ShopKey } from '@tidegate/domain'
import { parseShops, ShopsFileError } from './shops.ts'

export async function readTokens(file: string, shop: ShopKey): Promise<ChannelTokens> {
  const shops = parseShops(await readFile(file, 'utf8'), file)
  const found = shops.find((each) => each.channel === shop.channel && each.shop === shop.shop)
  if (found === undefined) throw new ShopsFileError(`${file}: ${shop.channel}/${shop.shop} is not in it any more`)
  return found.tokens
}

let writing: Promise<void> = Promise.resolve()

/** One write after the other: each takes the whole file along. */
export function saveTokens(file: string, shop: ShopKey, tokens: ChannelTokens): Promise<void> {
  const written = writing.then(() => replaceTokens(file, shop, tokens))
  writing = written.catch(() => undefined)
  return written
}

async function replaceTokens(file: string, shop: ShopKey, tokens: ChannelTokens): Promise<void> {
  const entries = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>[]
  const { accessToken, refreshToken, expiresAt } = tokens
  const renewed = {
    accessToken,
    ...(refreshToken === null ? {} : { refreshToken }),
    ...(expiresAt === null ? {} : { tokenExpiresAt: new Date(expiresAt).toISOString() }),
  }
  const next = entries.map((entry) =>
    entry['channel'] === shop.channel && entry['shop'] === shop.shop ? { ...entry, ...renewed } : entry,
  )
  // Written whole under another name first: a kill in the middle leaves the old one.
  const handle = await open(`${file}.tmp`, 'w', 0o600)
  try {
    await handle.writeFile(`${JSON.stringify(next, null, 2)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.tmp`, file)
}
