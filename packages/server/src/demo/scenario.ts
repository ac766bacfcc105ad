// When the simulated shops opened, and how fast they sell. What they sell follows from these alone, so a restart
// goes on where it stopped; after a long pause they open anew instead of flooding us with the past.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Instant } from '@tidegate/domain'
import { newDemoFile } from './demo-file.ts'
import type { DemoFile } from './demo-file.ts'

const CHECKOUT = join(import.meta.dirname, '..', '..', '..', '..')
const REPORT_BESIDE_CHECKOUT = join(CHECKOUT, '..', 'shared', 'data', 'tmall_order_report.csv')

const DAY_MS = 24 * 3_600_000
/** The report's busy days (21 to 29 February) bring 2,440 orders a day, 1.7 a minute: 70 times that is 120. */
const DEFAULT_SPEED = 70
/** Seen every few minutes, so that quarantine has something to show, and far from a nuisance. */
const DEFAULT_BAD_ONE_IN = 250
/** The weeks before are nearly idle: New Year, and deliveries stood still. */
const BUSY_FROM = '2020-02-21 09:30:00'
/** What is left of the report from there. */
const BUSY_MS = 8.5 * DAY_MS
/** A shorter pause is made up for: its orders are all there, late. A longer one would take minutes to read. */
const PAUSE_MADE_UP_MS_MAX = 30 * 60_000
/** A new shop has been open this long, so that nobody looks at empty pages. */
const OPEN_BEFORE_MS = 3 * 60_000

export interface ScenarioWish {
  speed: number | null
  report: string | null
  badOneIn: number | null
  channels: readonly string[]
}

export interface Scenario {
  file: DemoFile
  isNew: boolean
  /** For a person. */
  description: string
}

export interface Pause {
  /** How long the shop has not been polled; null where it never was. */
  pauseMs: number | null
  now: Instant
}

/** Goes on with what the file tells, unless something else is wished for, or too much time has gone by. */
export function planScenario(known: DemoFile | null, wish: ScenarioWish, { pauseMs, now }: Pause): Scenario {
  const report = wish.report ?? known?.report ?? (existsSync(REPORT_BESIDE_CHECKOUT) ? REPORT_BESIDE_CHECKOUT : null)
  const speed = wish.speed ?? known?.speed ?? DEFAULT_SPEED
  const badOneIn = wish.badOneIn ?? known?.badOneIn ?? DEFAULT_BAD_ONE_IN
  const { channels } = wish
  const isSame =
    known !== null &&
    known.speed === speed &&
    known.report === report &&
    known.badOneIn === badOneIn &&
    known.channels.join() === channels.join()
  const wasShort = pauseMs === null || pauseMs < PAUSE_MADE_UP_MS_MAX
  const goesOn = isSame && wasShort && now < closesAt(known)
  // Of somebody's own report we know no busy days: it is played from its first order.
  const from = report === null || report === REPORT_BESIDE_CHECKOUT ? BUSY_FROM : null
  const file = goesOn
    ? known
    : newDemoFile({ epoch: wholeSecond(now - OPEN_BEFORE_MS), speed, report, from, badOneIn, channels })
  return { file, isNew: !goesOn, description: describe(file) }
}

/** From then on the busy days are over. */
export function closesAt({ epoch, speed }: DemoFile): Instant {
  return epoch + BUSY_MS / speed
}

function wholeSecond(instant: Instant): Instant {
  return Math.floor(instant / 1_000) * 1_000
}

function describe({ speed, report }: DemoFile): string {
  return `follow ${report === null ? 'the shipped order profile' : `the order report ${report}`}, ${speed} times as fast`
}

export function simulatorArguments({ epoch, seed, speed, report, from, badOneIn }: DemoFile): string[] {
  return [
    '--channel=all',
    '--port=0',
    `--seed=${seed}`,
    `--epoch=${new Date(epoch).toISOString()}`,
    `--speed=${speed}`,
    `--bad-one-in=${badOneIn}`,
    ...(report === null ? [] : ['--report', report]),
    ...(from === null ? [] : ['--from', from]),
  ]
}
