// The simulator as a process of its own. Prints one JSON line when it listens; SIGTERM or SIGINT stops it.
//   node packages/simulators/src/main.ts --port 0 --seed demo --epoch 2026-06-18T00:00:00+08:00 --speed 60 --report <csv>

import { readOptions } from './options.ts'
import { loadRows, rowsFrom } from './scenario/load-rows.ts'
import { ScenarioSource } from './scenario/scenario-source.ts'
import { createTaobaoSimulator } from './taobao/simulator.ts'

const options = readOptions(process.argv.slice(2), Date.now())
const { appKey, appSecret, session, controlToken, epochMs, speed, seed } = options
const { rows, reportStartMs } = rowsFrom(await loadRows(options.reportPath, seed), options.reportFromMs)
const source = new ScenarioSource(rows, { seed, epochMs, speed, reportStartMs })
const simulator = createTaobaoSimulator({ appKey, appSecret, session, controlToken, source })

const stop = (): void => void simulator.close()
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

const url = await simulator.listen(options.port)
process.stdout.write(`${JSON.stringify({ url, appKey, appSecret, session, controlToken })}\n`)
