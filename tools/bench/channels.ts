// A hundred thousand orders over ten shops on their platforms' own protocols, while messages get lost and come twice,
// platforms throttle, tokens end and we are away for half an hour. Nothing may be missing, doubled or oversold.

import { compareBothSides, measureWaits } from './channels/compare.ts'
import type { Truth, Waits } from './channels/compare.ts'
import { playStory } from './channels/play-story.ts'
import type { Played } from './channels/play-story.ts'
import { minutes, raceOnly, tellStory } from './channels/story.ts'
import type { Story } from './channels/story.ts'
import type { BenchOptions, Figures } from './main.ts'

const ORDERS = 100_000
/** What is sold this long before or after a trouble waits for its end. */
const AROUND_TROUBLE_MS = 60_000

export async function channels({ orders = ORDERS, log }: BenchOptions): Promise<Figures> {
  const story = tellStory(orders)
  log(`${story.shops.map(({ code, channel }) => `${code} ${channel}`).join(', ')}`)
  log(`${Math.round(story.ordersPerMinute)} orders a minute, ${Math.round(story.salesUntil)} minutes`)
  log('the race for hot SKUs, published as naive absolute values')
  const naive = await judge(raceOnly(story), { publisher: 'naive', log })
  log(`  ${describe(naive.truth)}`)
  log('the whole story, published by the program')
  const { truth, waits } = await judge(story, { publisher: 'program', log })
  log(`  ${describe(truth)}`)
  log(`  waits of ${waits.polled} polled and ${waits.pushed} pushed orders`)
  return {
    orders: truth.orders,
    missing: truth.missing,
    duplicated: truth.duplicated,
    oversold: truth.oversold,
    short: truth.short,
    shortNaive: naive.truth.short,
    polledP99Ms: Math.round(waits.polledP99Ms),
    pushedP99Ms: Math.round(waits.pushedP99Ms),
    recoveryS: waits.recoveryS,
  }
}

interface JudgeOptions {
  publisher: 'naive' | 'program'
  log: (line: string) => void
}

async function judge(story: Story, { publisher, log }: JudgeOptions): Promise<{ truth: Truth; waits: Waits }> {
  await using played = await playStory(story, { publisher, log })
  const { gate, reports, shops } = played
  for (const { code, counts, trades } of reports) {
    const { calls, limited, pushesLost } = counts
    log(
      `  ${code}: ${trades.length} orders, ${calls} calls, ${limited} refused as too many, ${pushesLost} messages lost`,
    )
  }
  const truth = await compareBothSides(gate, reports)
  const pushing = new Set(shops.filter(({ adapter }) => adapter.push ?? adapter.listener).map(({ key }) => key.shop))
  const { plan } = played
  const commits = await played.commits()
  const waits = measureWaits(commits, { plan, shops: story.shops, reports, pushing, ...troublesOf(story, played) })
  return { truth, waits }
}

function troublesOf(story: Story, { startMs, recoveredFromMs }: Played) {
  const around = (from: number, until: number) => ({
    fromMs: startMs + minutes(from) - AROUND_TROUBLE_MS,
    untilMs: startMs + minutes(until) + AROUND_TROUBLE_MS,
  })
  const storms = [around(story.throttledFrom, story.throttledUntil), around(story.brokenFrom, story.brokenUntil)]
  if (recoveredFromMs === null) return { troubles: storms, outage: null }
  const outage = { fromMs: startMs + minutes(story.outageFrom), untilMs: recoveredFromMs }
  const untilRecovered = { fromMs: outage.fromMs - AROUND_TROUBLE_MS, untilMs: outage.untilMs + RECOVERY_MS }
  return { troubles: [...storms, untilRecovered], outage }
}

/** What we allow ourselves to read half an hour again. */
const RECOVERY_MS = 5 * 60_000

function describe({ orders, missing, duplicated, oversold, short, stockDiffers }: Truth): string {
  const truth = `${orders} orders, ${missing} missing, ${duplicated} duplicated, ${oversold} oversold, ${short} short`
  return `${truth}; ${stockDiffers} listings whose platform shows other stock than we published`
}
