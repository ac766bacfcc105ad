// Lines for a trade whose goods cost a given sum: items by weight, quantities and discounts such that the
// lines' shares sum to it exactly.

import type { MarketLine } from '../marketplace/market-trade.ts'
import { PET_FOOD_CATALOGUE } from './pet-food-catalogue.ts'
import type { CatalogueItem } from './pet-food-catalogue.ts'
import { cumulative } from './random.ts'
import type { Random } from './random.ts'

export type DrawnLine = Omit<MarketLine, 'lineId' | 'refund' | 'shippedAtMs'>

const LINE_FEN_MIN = 1_500 // A further line is opened only where each would cost fifteen yuan or more.
const LINE_COUNTS = [1, 2, 3, 4] as const
const LINE_COUNT_WEIGHTS = cumulative([45, 35, 15, 5])
const DRAWS_MAX = 4

/** The first line costs exactly `firstFen` where given: it is the one a partial refund takes back. */
export function drawLines(goodsFen: number, firstFen: number | null, random: Random): DrawnLine[] {
  const shares = firstFen === null ? split(goodsFen, random) : [firstFen, ...split(goodsFen - firstFen, random)]
  const taken = new Set<string>()
  return shares.map((shareFen) => {
    const item = drawItem(shareFen, taken, random)
    taken.add(item.skuCode)
    return toLine(item, shareFen, shares.length > 1)
  })
}

function split(totalFen: number, random: Random): number[] {
  const wanted = random.weighted(LINE_COUNTS, LINE_COUNT_WEIGHTS)
  const count = Math.max(1, Math.min(wanted, Math.floor(totalFen / LINE_FEN_MIN)))
  const shares: number[] = []
  let leftFen = totalFen
  for (let index = count; index > 1; index--) {
    const spareFen = leftFen - index * LINE_FEN_MIN
    const shareFen = LINE_FEN_MIN + Math.floor((spareFen * random.next() * 2) / index)
    shares.push(shareFen)
    leftFen -= shareFen
  }
  return [...shares, leftFen]
}

const ITEMS_BY_PRICE = PET_FOOD_CATALOGUE.toSorted((left, right) => left.priceFen - right.priceFen)

/** An item whose price is of the order of the sum; a sum beyond the catalogue takes many of the dearest ordinary one. */
function drawItem(shareFen: number, taken: ReadonlySet<string>, random: Random): CatalogueItem {
  const fitting = fittingItems(shareFen)
  let item = random.weighted(fitting.items, fitting.cumulativeWeights)
  for (let draws = 1; draws < DRAWS_MAX && taken.has(item.skuCode); draws++) {
    item = random.weighted(fitting.items, fitting.cumulativeWeights)
  }
  return item
}

interface Fitting {
  items: readonly CatalogueItem[]
  cumulativeWeights: readonly number[]
}

const fittingByBucket = new Map<number, Fitting>()

/** Sums within a few per cent share one list; the list depends on the bucket alone, so drawing stays a pure function. */
function fittingItems(shareFen: number): Fitting {
  const bucket = Math.round(Math.log(Math.max(1, shareFen)) * 16)
  const known = fittingByBucket.get(bucket)
  if (known !== undefined) return known
  const bucketFen = Math.exp(bucket / 16)
  const near = ITEMS_BY_PRICE.filter((item) => item.priceFen >= bucketFen * 0.3 && item.priceFen <= bucketFen * 1.35)
  const beyond =
    bucketFen > ITEMS_BY_PRICE.at(-1)!.priceFen ? ITEMS_BY_PRICE.slice(-40, -10) : ITEMS_BY_PRICE.slice(0, 6)
  const items = near.length > 0 ? near : beyond
  const fitting = { items, cumulativeWeights: cumulative(items.map((item) => item.weight)) }
  fittingByBucket.set(bucket, fitting)
  return fitting
}

function toLine(item: CatalogueItem, payableFen: number, isOneOfSeveral: boolean): DrawnLine {
  const quantity = Math.max(1, Math.ceil(payableFen / item.priceFen))
  const reductionFen = item.priceFen * quantity - payableFen
  // A trade of several lines has part of its reduction on the trade as a whole, as real ones do.
  const promotionFen = isOneOfSeveral ? Math.floor(reductionFen / 3) : 0
  return {
    listingId: item.listingId,
    skuId: item.platformSkuId,
    productCode: item.productCode,
    skuCode: item.skuCode,
    title: item.title,
    properties: item.properties,
    quantity,
    priceFen: item.priceFen,
    discountFen: reductionFen - promotionFen,
    promotionFen,
    payableFen,
  }
}
