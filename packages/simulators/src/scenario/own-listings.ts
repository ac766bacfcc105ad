// What one shop lists in a way of its own, as sellers do: a set that only it offers, and a code typed differently.
// Neither is a SKU of the merchant's, so both have to be mapped by a person. Ids, prices and how often they sell are
// those of the item they stand for, so that everything else is drawn as without them.

interface OwnListing {
  skuCode: string
  properties?: string
}

/** By the code of the item they stand for. */
export type OwnListings = ReadonlyMap<string, OwnListing>

const NONE: OwnListings = new Map()

const BY_CHANNEL: Readonly<Record<string, OwnListings>> = {
  taobao: new Map([
    ['MT01-04', { skuCode: 'SET-DUO', properties: '组合:金枪鱼 15支装 + 鸡肉 15支装' }],
    ['MS01-02', { skuCode: 'ms01 02' }],
  ]),
}

export function ownListingsOf(channel: string): OwnListings {
  return BY_CHANNEL[channel] ?? NONE
}

/** The item, or a line of it, as the shop lists it. */
export function asListed<T extends { skuCode: string; properties: string }>(item: T, own: OwnListings = NONE): T {
  const listing = own.get(item.skuCode)
  return listing === undefined ? item : { ...item, ...listing }
}
