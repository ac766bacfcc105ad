// Part of the channel contract: what the shop offers.

import { describe, expect, test } from 'vitest'
import { SAMPLE_LISTING } from '../../../../simulators/src/index.ts'
import type { ListingKey } from '../listings.ts'
import type { ContractTraits } from './channel-contract.ts'
import { collect, never, openShop, UNITS } from './open-shop.ts'
import type { OpenShop } from './open-shop.ts'

/** Where the shop's stock of the sample listing is published, in the channel's own ids. */
export async function sampleListing(shop: OpenShop): Promise<ListingKey> {
  const { listings } = shop.adapter()
  const { listingId, skuId, skuCode } = SAMPLE_LISTING
  if (listings === null) return { platformItemId: listingId, platformSkuId: skuId }
  const found = (await collect(listings.list(never))).find((listing) => listing.skuCode === skuCode)
  if (found === undefined) throw new Error(`no listing has the seller's code ${skuCode}`)
  return { platformItemId: found.platformItemId, platformSkuId: found.platformSkuId }
}

export function listingsContract({ channel }: ContractTraits): void {
  describe('listings', () => {
    test('name each SKU by the seller’s code, with what is shown', async ({ skip }) => {
      await using shop = await openShop(channel)
      const { listings } = shop.adapter()
      if (listings === null) return skip('the channel lists no listings')
      shop.market.ledger.offer(
        { ...SAMPLE_LISTING, listingId: '600000000009', skuId: '4500000000009', skuCode: 'GONE', onSale: false },
        0,
      )
      const all = await collect(listings.list(never))
      const bySku = new Map(all.map((listing) => [listing.skuCode, listing]))
      expect(bySku.get('MT01-01')).toMatchObject({ onSale: true, title: expect.stringContaining('猫条') as string })
      for (const code of ['MT01-01', 'MT01-02']) expect([UNITS, null]).toContain(bySku.get(code)?.shown)
      // Some platforms list what is off sale, some do not.
      expect(bySku.get('GONE')?.onSale ?? false).toBe(false)
    })

    test('are read to the last', async ({ skip }) => {
      await using shop = await openShop(channel)
      const { listings } = shop.adapter()
      if (listings === null) return skip('the channel lists no listings')
      const codes = Array.from({ length: 230 }, (_, index) => `MORE-${index}`)
      for (const [index, skuCode] of codes.entries()) {
        const ids = { listingId: String(600_000_001_000 + index), skuId: String(4_500_000_001_000 + index) }
        shop.market.ledger.offer({ ...SAMPLE_LISTING, ...ids, skuCode }, index)
      }
      const seen = new Set((await collect(listings.list(never))).map(({ skuCode }) => skuCode))
      for (const code of codes) expect(seen).toContain(code)
    })
  })
}
