// Where a file's orders belong: each source of files is a shop of the channel import, unless they are a shop's own past.

import { CHANNELS } from '@tidegate/domain'
import type { ShopKey } from '@tidegate/domain'

const SOURCE_FORM = /^[a-z0-9][a-z0-9_-]{0,40}$/

/** What a source may be called: a name of its own, or a shop we have. */
export const SOURCE_WORDS = 'a name of small letters, digits, _ and -, or a shop as channel/shop'

/** `erp` is a shop of the channel import; `taobao/main` is that shop. Null where it is neither. */
export function toShop(source: string): ShopKey | null {
  const [first = '', second, third] = source.split('/')
  if (second === undefined) return SOURCE_FORM.test(first) ? { channel: 'import', shop: first } : null
  const channel = CHANNELS.find((each) => each === first)
  return channel !== undefined && third === undefined && second !== '' ? { channel, shop: second } : null
}

/** A mapping is saved under the source's name. */
export function mappingNameOf({ channel, shop }: ShopKey): string {
  return channel === 'import' ? shop : `${channel}-${shop}`.replaceAll(/[^a-z0-9_-]/g, '-').slice(0, 41)
}

/** Orders to be shipped come of marketplaces by their channel, which also hears of their parcels; never by a file. */
export function canBeLive({ channel }: ShopKey): boolean {
  return channel === 'import'
}
