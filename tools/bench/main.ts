// `npm run bench -- NAME [--json]`: the figures of docs/benchmarks.md, each beside something measured in
// the same run. With --json the last line of standard output is one JSON object.

import { execFileSync } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { channels } from './channels.ts'
import { hotSku } from './hot-sku.ts'
import { http } from './http.ts'
import { importFile } from './import.ts'
import { intake } from './intake.ts'
import { ordersList } from './orders-list.ts'
import { orderNumbers } from './order-number.ts'
import { push } from './push.ts'

export type Figures = Record<string, number>
export interface BenchOptions {
  seconds: number
  /** Leaves out the part with 3 M stored orders. */
  quick: boolean
  /** How many rows to fill a table with, where that is not the bench's own count. */
  rows?: number
  /** How many orders the soak of the channels sells. */
  orders?: number
  log: (line: string) => void
}

const BENCHES: Record<string, (options: BenchOptions) => Promise<Figures>> = {
  intake,
  channels,
  'hot-sku': hotSku,
  'order-number': orderNumbers,
  'orders-list': ordersList,
  push,
  http,
  import: importFile,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '60' },
    rows: { type: 'string' },
    orders: { type: 'string' },
  },
})
const [name = ''] = positionals
const bench = BENCHES[name]
const seconds = Number(values.seconds)
const rows = values.rows === undefined ? undefined : Number(values.rows)
const orders = values.orders === undefined ? undefined : Number(values.orders)
if (bench === undefined || !(seconds > 0) || [rows, orders].some((count) => count !== undefined && !(count > 0))) {
  console.error(
    `usage: npm run bench -- NAME [--seconds 60] [--rows N] [--orders N] [--quick] [--json]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}`,
  )
  process.exit(2)
}
console.log(
  `machine: ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`,
)
console.log(`commit:  ${commit()}`)
console.log(
  `bench:   ${name}, ${seconds} s${values.quick ? ', quick' : ''}; PostgreSQL with fsync, full_page_writes and synchronous_commit on`,
)
const figures = await bench({
  seconds,
  quick: values.quick,
  log: console.log,
  ...(rows === undefined ? {} : { rows }),
  ...(orders === undefined ? {} : { orders }),
})
if (!values.json) for (const [key, value] of Object.entries(figures)) console.log(`${key.padEnd(28)} ${value}`)
else console.log(JSON.stringify({ bench: name, commit: commit(), ...figures }))

function commit(): string {
  try {
    const head = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim()
    const changed = execFileSync('git', ['status', '--porcelain'], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
    }).trim()
    return changed === '' ? head : `${head} with local changes`
  } catch {
    return 'unknown'
  }
}
