// One of several processes on the same merchant: feeds its own orders and reports its rate.

import { openEngine } from '../../packages/engine/src/index.ts'
import { feed } from './feed.ts'
import { rate } from './intake.ts'
import { rawStream } from './raw-stream.ts'

const { url, masterKeyFile, ...options } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string
  masterKeyFile: string
  skus: number
  first: number
  hot: boolean
  seconds: number
}
const engine = await openEngine({ url, masterKeyFile, codeVersion: 'bench', log: () => undefined })
const gate = await engine.merchants.open('bench')
const raws = rawStream({ count: 50_000_000, ...options })
const result = await feed(gate, raws, { seconds: options.seconds })
raws.stop()
await gate.close()
await engine.close()
process.send?.(rate(result), () => process.exit(0))
