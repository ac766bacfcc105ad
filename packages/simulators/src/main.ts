// The simulator as a process of its own. Prints one JSON line when it listens; SIGTERM or SIGINT stops it.
//   node packages/simulators/src/main.ts --channel taobao --port 0 --seed demo --epoch 2026-06-18T00:00:00+08:00 --speed 60 --report <csv>

import { readOptions } from './options.ts'
import { marketplaceDefinition } from './registry.ts'
import { loadRows, rowsFrom } from './scenario/load-rows.ts'
import { ScenarioSource } from './scenario/scenario-source.ts'
import { startDefinition } from './marketplace/start-marketplace.ts'

const options = readOptions(process.argv.slice(2), Date.now())
const { epochMs, speed, seed, badOneIn } = options
const definition = marketplaceDefinition(options.channel)
const { rows, reportStartMs } = rowsFrom(await loadRows(options.reportPath, seed), options.reportFromMs)
const source = new ScenarioSource(rows, { seed, ids: definition.ids, epochMs, speed, reportStartMs, badOneIn })
const running = await startDefinition(definition, { port: options.port, source })

const stop = (): void => void running.close()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

const { url, controlToken, market } = running
const { accessToken, refreshToken, expiresAtMs } = market.tokens.current
const tokens = { accessToken, refreshToken, expiresAtMs }
process.stdout.write(
  `${JSON.stringify({ channel: options.channel, url, access: market.access, tokens, controlToken })}\n`,
)
