import { PATHS } from '@tidegate/contract'
import type { System, SystemShop } from '@tidegate/contract'
import { shopsOf } from './order.ts'
import type { FakeRoute } from './route.ts'
import type { FakeState } from './world.ts'

const MINUTE = 60_000
const GIGABYTE = 1_024 ** 3
const VERIFIED_MINUTES_AGO = 42
const VERIFY_MS = 4_000
let verifyingUntil = 0

export const systemRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.system, answer: ({ state }) => systemOf(state, Date.now()) },
  {
    method: 'POST',
    path: PATHS.systemVerifications,
    answer: () => {
      verifyingUntil = Date.now() + VERIFY_MS
      return { isRunning: true }
    },
  },
]

function systemOf({ empty }: FakeState, now: number): System {
  const start = Math.floor(now / MINUTE) * MINUTE - 59 * MINUTE
  const shops = empty ? [] : shopsOf().map(shopOf)
  const commandsOf = (index: number) => Math.round(180 + 90 * Math.sin(index / 6) + ((index * 37) % 40))
  return {
    now: new Date(now).toISOString(),
    version: '0.0.0',
    uptimeSeconds: 3 * 86_400 + 4_000,
    concerns: shops.flatMap(({ name, state }) =>
      state === 'retrying' ? [{ concern: 'shop_failing' as const, subject: name }] : [],
    ),
    parts: ['database', 'queue', 'disk'].map((part) => ({ part, ready: true })),
    database: { version: '18.4', bytes: empty ? 12_000_000 : 7.4 * GIGABYTE },
    perMinute: Array.from({ length: 60 }, (_, index) => ({
      minute: new Date(start + index * MINUTE).toISOString(),
      batches: empty ? 0 : 60 + (index % 7),
      commands: empty ? 0 : commandsOf(index),
    })),
    answers: { p50Ms: empty ? null : 14, p99Ms: empty ? null : 86, batchRetries: 0 },
    queue: { waiting: 0, max: 20_000 },
    shops,
    quarantineOpen: empty ? 0 : 26,
    pushConnections: 3,
    disk: { freeBytes: 98 * GIGABYTE, freeMinBytes: GIGABYTE / 2 },
    settings: [
      { flag: '--data-dir', value: '/var/lib/tidegate', secret: false, source: 'flag' },
      { flag: '--database-url', value: null, secret: true, source: 'environment' },
      { flag: '--host', value: '127.0.0.1', secret: false, source: 'default' },
      { flag: '--port', value: '4680', secret: false, source: 'default' },
      { flag: '--public-url', value: 'https://oms.example.com', secret: false, source: 'environment' },
      { flag: '--metrics-port', value: null, secret: false, source: 'default' },
      { flag: '--disk-free-min-mb', value: '512', secret: false, source: 'default' },
      { flag: '--poll-seconds', value: '30', secret: false, source: 'default' },
    ],
    verification: {
      isRunning: now < verifyingUntil,
      last: empty
        ? null
        : {
            at: new Date(now - VERIFIED_MINUTES_AGO * MINUTE).toISOString(),
            durationMs: 3_842,
            orders: 1_271_604,
            invariants: 41,
            violated: [],
            stateHash: '9f2c5d41c0b87a6e33f10d2b8c9a7e5f4d3c2b1a09f8e7d6c5b4a3928170f6e5',
          },
    },
  }
}

/** One shop that fails and one that was never read. */
function shopOf(shop: { channel: string; shop: string; name: string }, index: number): SystemShop {
  return {
    ...shop,
    lagSeconds: index === 5 ? null : 12 + index * 3 + (index === 3 ? 122 : 0),
    publicationAgeSeconds: index === 1 ? 4 : null,
    state: index === 3 ? 'retrying' : 'working',
    lastError: index === 3 ? 'the channel did not answer (ETIMEDOUT)' : null,
  }
}
