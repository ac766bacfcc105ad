// Where a shop's platform posts its messages.

import { PATHS } from '@tidegate/contract'
import type { ShopKey } from '@tidegate/domain'

export function pushPathOf(merchant: string, { channel, shop }: ShopKey): string {
  return PATHS.channelMessages.replace(':merchant', merchant).replace(':channel', channel).replace(':shop', shop)
}

/** The whole of it; null where this installation does not know its own address. */
export function pushAddressOf(origin: string | null, merchant: string, key: ShopKey): URL | null {
  return origin === null ? null : new URL(pushPathOf(merchant, key), origin)
}
