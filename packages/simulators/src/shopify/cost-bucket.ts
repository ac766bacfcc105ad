// The leaky bucket of query points. A query is let in by what it may cost and charged what it did cost.

export interface ThrottleStatus {
  maximumAvailable: number
  currentlyAvailable: number
  restoreRate: number
}

// A Plus shop: the rate is documented, the size of the bucket is [A].
const RESTORE_PER_SECOND = 1_000
const POINTS_MAX = 20_000

export class CostBucket {
  private points = POINTS_MAX
  private atMs: number

  constructor(nowMs: number) {
    this.atMs = nowMs
  }

  status(nowMs: number): ThrottleStatus {
    const restored = (Math.max(0, nowMs - this.atMs) / 1_000) * RESTORE_PER_SECOND
    this.points = Math.min(POINTS_MAX, this.points + restored)
    this.atMs = nowMs
    return {
      maximumAvailable: POINTS_MAX,
      currentlyAvailable: Math.floor(this.points),
      restoreRate: RESTORE_PER_SECOND,
    }
  }

  charge(points: number): void {
    this.points -= points
  }
}
