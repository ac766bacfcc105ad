// The simulator as a process of its own. Prints one JSON line when it listens; SIGTERM or SIGINT stops it.
//   node packages/simulators/src/main.ts --channel taobao --port 0 --seed demo --epoch 2026-06-18T00:00:00+08:00 --speed 60 --report <csv>
// With `--channel all` there is one shop of each channel, each with its part of the report's rows.

import type { MarketplaceDefinition } from './marketplace/definition.ts'
import { startDefinition } from './marketplace/start-marketplace.ts'
import type { RunningMarketplace } from './marketplace/start-marketplace.ts'
import { readOptions } from './options.ts'
import { marketplaceDefinition, MARKETPLACES } from './registry.ts'
import { loadRows, rowsFrom } from './scenario/load-rows.ts'
import { ownListingsOf } from './scenario/own-listings.ts'
import { ScenarioSource } from './scenario/scenario-source.ts'

const options = readOptions(process.argv.slice(2), Date.now())
const { epochMs, speed, seed, badOneIn } = options
const definitions = options.channel === 'all' ? MARKETPLACES : [marketplaceDefinition(options.channel)]
const { rows, reportStartMs } = rowsFrom(await loadRows(options.reportPath, seed), options.reportFromMs)
const running = await Promise.all(definitions.map(open))

const stop = (): void => void Promise.all(running.map((shop) => shop.close()))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
process.stdout.write(`${JSON.stringify({ shops: running.map(told) })}\n`)

function open(definition: MarketplaceDefinition, index: number): Promise<RunningMarketplace> {
  // By its number, so that a row keeps its shop whatever else is left out.
  const own = rows.filter((row) => row.number % definitions.length === index)
  const story = { seed, epochMs, speed, reportStartMs, badOneIn }
  const listed = ownListingsOf(definition.channel)
  const source = new ScenarioSource(own, { ...story, ids: definition.ids, own: listed })
  return startDefinition(definition, { port: options.port, source })
}

function told({ definition, url, controlToken, market }: RunningMarketplace) {
  const { accessToken, refreshToken, expiresAtMs } = market.tokens.current
  const tokens = { accessToken, refreshToken, expiresAtMs }
  return { channel: definition.channel, url, access: market.access, tokens, controlToken }
}
