// Numbers that look random and are the same every time: a generator is named by a seed and a place, so what
// trade 17 draws does not depend on trades 1 to 16 having been drawn.

export class Random {
  private state: number

  constructor(seed: string, ...place: (string | number)[]) {
    this.state = hash([seed, ...place].join('/'))
  }

  /** From 0 (included) to 1 (excluded). Weyl sequence with two multiply-xor rounds; plenty for a demo, no cryptography. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }

  /** An integer from min to max, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!
  }

  /** Waiting time with this mean; memoryless. */
  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean
  }

  /** One key of a share table, as often as its weight says. */
  weighted<T>(items: readonly T[], cumulativeWeights: readonly number[]): T {
    const target = this.next() * cumulativeWeights.at(-1)!
    let low = 0
    let high = cumulativeWeights.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (cumulativeWeights[middle]! > target) high = middle
      else low = middle + 1
    }
    return items[low]!
  }
}

export function cumulative(weights: readonly number[]): number[] {
  let total = 0
  return weights.map((weight) => (total += weight))
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  return value
}
