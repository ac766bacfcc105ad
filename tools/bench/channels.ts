// A hundred thousand orders over ten shops on their platforms' own protocols, while messages get lost and come twice,
// platforms throttle, tokens end and we are away for half an hour. Nothing may be missing, doubled or oversold.

import { compareBothSides, measureWaits, waitMs } from './channels/compare.ts'
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
  for (const line of waitLines(waits, story)) log(`  ${line}`)
  return {
    orders: truth.orders,
    missing: truth.missing,
    duplicated: truth.duplicated,
    oversold: truth.oversold,
    short: truth.short,
    shortNaive: naive.truth.short,
    stockDiffers: truth.stockDiffers.length,
    polledP99Ms: Math.round(waitMs(waits.polledMs, 0.99)),
    pushedP99Ms: Math.round(waitMs(waits.pushedMs, 0.99)),
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
  const differing = stockDiffers.map(
    ({ shop, skuCode, shown, believed, covered }) =>
      `${shop} ${skuCode} shows ${shown}, told ${believed}, has ${covered}`,
  )
  return [
    `${truth}; ${stockDiffers.length} listings whose platform shows other stock than we published`,
    ...differing.slice(0, DIFFERING_SHOWN),
  ].join('\n    ')
}

const DIFFERING_SHOWN = 20

/** By shop, so that one slow platform does not hide among nine. */
function waitLines({ polledMs, pushedMs }: Waits, { shops }: Story): string[] {
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`
  return shops.map(({ code, channel }) => {
    const [polled, pushed] = [polledMs, pushedMs].map((waits) => {
      const count = waits.filter(({ shop }) => shop === code).length
      if (count === 0) return 'none'
      return `${count} within ${seconds(waitMs(waits, 0.5, code))}, 99 % ${seconds(waitMs(waits, 0.99, code))}`
    })
    return `${code} ${channel}: polled ${polled}; pushed ${pushed}`
  })
}
