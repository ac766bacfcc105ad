// Order number: channel code + the platform's time to the second + digits of a keyed hash of the
// natural key. The same order always gets the same number, so a retry cannot mint a second one.

import { chinaTime } from '../kernel/instant.ts'
import type { Instant } from '../kernel/instant.ts'
import { CHANNEL_CODES } from './order-key.ts'
import type { Channel } from './order-key.ts'

/** Ten digits: at 50,000 orders in one second of one channel, 0.13 collisions are expected, and a probe resolves them. */
export const ORDER_NUMBER_HASH_DIGITS = 10

/** `hash48` is 48 bits of the keyed hash of the natural key and the probe counter. */
export function orderNumber(channel: Channel, placedAt: Instant, hash48: number): string {
  const time = chinaTime(placedAt)
  const stamp =
    time.year * 10_000_000_000 +
    time.month * 100_000_000 +
    time.day * 1_000_000 +
    time.hour * 10_000 +
    time.minute * 100 +
    time.second
  const digits = String(hash48 % 10 ** ORDER_NUMBER_HASH_DIGITS).padStart(ORDER_NUMBER_HASH_DIGITS, '0')
  return CHANNEL_CODES[channel] + String(stamp).padStart(14, '0') + digits
}
