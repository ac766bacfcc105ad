// Chooses locations for what an order has reserved: the first candidate that can ship all of it,
// else the fewest locations that together can. Candidates come from rules, quantities from levels.

export interface Need {
  lineNo: number
  skuId: number
  quantity: number
}

export interface PlannedPick extends Need {
  locationId: number
}

interface LostCandidate {
  locationId: number
  skuId: number
  needed: number
  available: number
}

export interface AllocationPlan {
  picks: PlannedPick[]
  /** Candidates ranked above the first chosen one, each with the first SKU it lacked. */
  lost: LostCandidate[]
  /** Units no location could cover: the plan is whole only when this is 0. */
  missing: number
}

/** Units at a location for a SKU, net of what this plan has already taken. */
export type AvailableUnits = (skuId: number, locationId: number) => number

/**
 * Plans whole needs over `candidates` (location ids, best first).
 * Ties go to the earlier candidate, so the result is the same on every run.
 */
export function planAllocation(
  needs: readonly Need[],
  candidates: readonly number[],
  units: AvailableUnits,
): AllocationPlan {
  const bySku = unitsBySku(needs)
  const lost: LostCandidate[] = []
  for (const locationId of candidates) {
    const lacking = firstLacking(bySku, locationId, units)
    if (lacking === null) return { picks: needs.map((need) => ({ ...need, locationId })), lost, missing: 0 }
    lost.push(lacking)
  }
  return { ...splitOver(needs, candidates, units), lost }
}

function unitsBySku(needs: readonly Need[]): Map<number, number> {
  const bySku = new Map<number, number>()
  for (const need of needs) bySku.set(need.skuId, (bySku.get(need.skuId) ?? 0) + need.quantity)
  return bySku
}

function firstLacking(bySku: Map<number, number>, locationId: number, units: AvailableUnits): LostCandidate | null {
  for (const [skuId, needed] of bySku) {
    const available = units(skuId, locationId)
    if (available < needed) return { locationId, skuId, needed, available }
  }
  return null
}

/** Greedy cover: the location that covers most of what is left goes first. */
function splitOver(
  needs: readonly Need[],
  candidates: readonly number[],
  units: AvailableUnits,
): { picks: PlannedPick[]; missing: number } {
  const left = needs.map((need) => ({ ...need }))
  const unused = [...candidates]
  const picks: PlannedPick[] = []
  let missing = left.reduce((sum, need) => sum + need.quantity, 0)
  while (missing > 0 && unused.length > 0) {
    const best = bestCover(left, unused, units)
    if (best.picks.length === 0) break
    unused.splice(unused.indexOf(best.locationId), 1)
    for (const pick of best.picks) {
      picks.push({
        lineNo: pick.need.lineNo,
        skuId: pick.need.skuId,
        quantity: pick.quantity,
        locationId: best.locationId,
      })
      pick.need.quantity -= pick.quantity
      missing -= pick.quantity
    }
  }
  return { picks, missing }
}

interface Cover {
  locationId: number
  covered: number
  picks: { need: Need; quantity: number }[]
}

function bestCover(left: Need[], unused: readonly number[], units: AvailableUnits): Cover {
  let best: Cover = { locationId: -1, covered: 0, picks: [] }
  for (const locationId of unused) {
    const cover = coverAt(left, locationId, units)
    if (cover.covered > best.covered) best = cover
  }
  return best
}

function coverAt(left: Need[], locationId: number, units: AvailableUnits): Cover {
  const taken = new Map<number, number>()
  const cover: Cover = { locationId, covered: 0, picks: [] }
  for (const need of left) {
    const used = taken.get(need.skuId) ?? 0
    const quantity = Math.min(need.quantity, units(need.skuId, locationId) - used)
    if (quantity <= 0) continue
    taken.set(need.skuId, used + quantity)
    cover.covered += quantity
    cover.picks.push({ need, quantity })
  }
  return cover
}
