// What the last sixty minutes say in four figures. The running minute is not finished, so it never
// lowers the rate or the mean.

import type { MinuteCount } from '@tidegate/contract'

export interface RateFigures {
  /** Orders per minute: the last full minute, or the running one where it has more already. */
  current: number
  /** The minute `current` was counted in, and whether that minute is over. */
  minute: string | null
  isFull: boolean
  mean: number
  peak: number
  peakMinute: string | null
}

export function rateFigures(perMinute: readonly MinuteCount[]): RateFigures {
  const running = perMinute.at(-1)
  const full = perMinute.slice(0, -1)
  const last = full.at(-1)
  const isFull = (last?.received ?? 0) >= (running?.received ?? 0) && last !== undefined
  const shown = isFull ? last : running
  let peak: MinuteCount | undefined
  for (const each of perMinute) if (peak === undefined || each.received > peak.received) peak = each
  const sum = full.reduce((total, each) => total + each.received, 0)
  return {
    current: shown?.received ?? 0,
    minute: shown?.minute ?? null,
    isFull,
    mean: full.length === 0 ? 0 : Math.round(sum / full.length),
    peak: peak?.received ?? 0,
    peakMinute: peak === undefined || peak.received === 0 ? null : peak.minute,
  }
}
