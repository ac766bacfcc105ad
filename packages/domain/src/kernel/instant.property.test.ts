import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chinaTime } from './instant.ts'

const FORMAT = new Intl.DateTimeFormat('en-US', {
  // A fixed offset: the zone's own history has summer time before 1992, which channels never send.
  timeZone: '+08:00',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
})

function intlTime(instant: number): Record<string, number> {
  const parts = FORMAT.formatToParts(instant).filter(({ type }) => type !== 'literal')
  return Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
}

test('the wall clock in China is the one Intl shows, at 10,000 instants', () => {
  const instants = fc.integer({ min: -6_000_000_000_000, max: 253_402_271_999_999 })
  fc.assert(
    fc.property(instants, (instant) => {
      expect(chinaTime(instant)).toEqual(intlTime(instant))
    }),
    { numRuns: 10_000 },
  )
})

test.each([
  [1_794_326_399_999, { year: 2026, month: 11, day: 10, hour: 23, minute: 59, second: 59 }],
  [1_794_326_400_000, { year: 2026, month: 11, day: 11, hour: 0, minute: 0, second: 0 }],
  [951_753_600_000, { year: 2000, month: 2, day: 29, hour: 0, minute: 0, second: 0 }],
  [-1, { year: 1970, month: 1, day: 1, hour: 7, minute: 59, second: 59 }],
])('%i falls on its day', (instant, time) => expect(chinaTime(instant)).toEqual(time))
