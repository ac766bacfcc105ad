// Seeded choices: the same seed gives the same story on every machine.

export interface Draw {
  /** A whole number from 0 up to, and without, `below`. */
  (below: number): number
}

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export function pick<T>(draw: Draw, values: readonly T[]): T {
  const value = values[draw(values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

export function pickWeighted<T>(draw: Draw, choices: readonly (readonly [weight: number, value: T])[]): T {
  let left = draw(choices.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, value] of choices) {
    left -= weight
    if (left < 0) return value
  }
  throw new Error('no choice has a weight')
}

export function shuffled<T>(draw: Draw, values: readonly T[]): T[] {
  const left = [...values]
  const result: T[] = []
  while (left.length > 0) result.push(...left.splice(draw(left.length), 1))
  return result
}
