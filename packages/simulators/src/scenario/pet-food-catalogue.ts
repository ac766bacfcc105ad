// What the demo's seller sells: about 200 SKUs of pet food and toys, two of them very hot. The merchant's
// opening stock is suggested here too, so simulator and system start from one truth.

import { PRODUCTS } from './pet-food-products.ts'
import type { Product } from './pet-food-products.ts'

export const LOCATION_CODES = ['VIP', 'HD', 'HN', 'HB', '3PL', 'DS'] as const
export type LocationCode = (typeof LOCATION_CODES)[number]

export interface CatalogueItem {
  skuCode: string
  productCode: string
  /** The marketplace's own ids of the listing and of this choice of it. */
  listingId: string
  platformSkuId: string
  title: string
  properties: string
  priceFen: number
  /** How often it is drawn, against the others. */
  weight: number
  openingStock: Readonly<Record<LocationCode, number>>
}

/** VIP 专属仓 上海, 华东仓, 华南仓, 华北仓, 第三方仓 成都, 代发. */
const LOCATION_SHARES: Readonly<Record<LocationCode, number>> = {
  VIP: 0.06,
  HD: 0.34,
  HN: 0.22,
  HB: 0.22,
  '3PL': 0.12,
  DS: 0.04,
}
// The report's month sells about 90,000 units. Opening stock covers it for all but the hottest and the
// cheapest, which run short towards its end unless somebody replenishes them.
const UNITS_PER_WEIGHT = 180
const UNITS_MIN = 1_200

export const PET_FOOD_CATALOGUE: readonly CatalogueItem[] = PRODUCTS.flatMap(toItems)

function toItems(product: Product, productIndex: number): CatalogueItem[] {
  const flavours = product.flavours.length === 0 ? [''] : product.flavours
  const choices = flavours.flatMap((flavour) => product.sizes.map((size) => ({ flavour, ...size })))
  return choices.map(({ flavour, size, priceFen }, index) => {
    // The first flavour of anything sells best.
    const weight = product.weight * (flavour === flavours[0] ? 1.5 : 1)
    return {
      skuCode: `${product.code}-${String(index + 1).padStart(2, '0')}`,
      productCode: product.code,
      listingId: String(600_000_000_001 + productIndex),
      platformSkuId: String(4_500_000_000_001 + productIndex * 100 + index),
      title: [product.title, flavour, size].filter((part) => part !== '').join(' '),
      properties: [flavour === '' ? '' : `口味:${flavour}`, `规格:${size}`].filter((part) => part !== '').join(';'),
      priceFen,
      weight,
      openingStock: openingStock(weight),
    }
  })
}

function openingStock(weight: number): Record<LocationCode, number> {
  const units = Math.max(UNITS_MIN, Math.round(weight * UNITS_PER_WEIGHT))
  const entries = LOCATION_CODES.map((code) => [code, Math.round(units * LOCATION_SHARES[code])])
  return Object.fromEntries(entries) as Record<LocationCode, number>
}
