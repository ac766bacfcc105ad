// What can be made to go wrong. Each is a value, so a drill may set several and read back what stands.

export interface Faults {
  /** Every call is refused as over the platform's limit, with this many seconds of ban; 0 is off. */
  banSeconds: number
  /** Plain HTTP status for every call (429, 500, 502, 503, 504); 0 is off. */
  httpStatus: number
  /** The answer comes a byte at a time and never ends. */
  drip: boolean
  body: 'normal' | 'html' | 'truncated' | 'empty' | 'invalid_utf8' | 'without_data'
  /** Listings show the state of this long ago. */
  lagMs: number
  sessionExpired: boolean
  /** Added to the total that listings report. */
  totalError: number
  /** Every page but the first shows the last page's rows. */
  repeatLastPage: boolean
  /** Listings leave out lines, payment and receiver tokens. */
  promotionNight: boolean
  /** The detail leaves out lines and receiver. */
  thinDetail: boolean
  /** Listing windows leave out their end; the default includes it. */
  endExclusive: boolean
  /** A call that changed something does so, and its answer never arrives. */
  cutAfterWrite: boolean
  /** Stock writes are accepted and not applied. */
  stockNotApplied: boolean
  /** Every third message is never sent. */
  pushLost: boolean
  pushRepeated: boolean
  /** Of a hundred messages, how many are never sent, and how many come twice. */
  pushLossPercent: number
  pushRepeatPercent: number
  /** Messages that go together go newest first. */
  pushReversed: boolean
}

export const NO_FAULTS: Readonly<Faults> = {
  banSeconds: 0,
  httpStatus: 0,
  drip: false,
  body: 'normal',
  lagMs: 0,
  sessionExpired: false,
  totalError: 0,
  repeatLastPage: false,
  promotionNight: false,
  thinDetail: false,
  endExclusive: false,
  cutAfterWrite: false,
  stockNotApplied: false,
  pushLost: false,
  pushRepeated: false,
  pushLossPercent: 0,
  pushRepeatPercent: 0,
  pushReversed: false,
}

const BODIES = new Set(['normal', 'html', 'truncated', 'empty', 'invalid_utf8', 'without_data'])

/** Takes a partial set of faults from outside; returns what is wrong with it, or null when it was applied. */
export function applyFaults(faults: Faults, wanted: unknown): string | null {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return 'an object of faults is expected'
  for (const [name, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(NO_FAULTS, name)) return `there is no fault ${name}`
    const current = NO_FAULTS[name as keyof Faults]
    if (typeof value !== typeof current) return `${name} must be a ${typeof current}`
    if (name === 'body' && !BODIES.has(value as string)) return `body must be one of ${[...BODIES].join(', ')}`
    if (typeof value === 'number' && !Number.isSafeInteger(value)) return `${name} must be an integer`
  }
  Object.assign(faults, wanted)
  return null
}
