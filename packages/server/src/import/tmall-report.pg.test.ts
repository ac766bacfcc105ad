// The report this product was first measured by: every row becomes an order of the past, to the fen.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isSound, stateHash, verify } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { runAgainst } from '../cli/run-against.ts'
import { openFile } from './file-source.ts'
import { importFile } from './import-rig.ts'

const REPORT = join(import.meta.dirname, '../../../../../shared/data/tmall_order_report.csv')
const MINUTES_MS = 60_000

/** A test that is left out says so in the run's summary. */
const whereReport = existsSync(REPORT) ? test : test.skip

whereReport(
  'the Tmall report: 28,010 orders, every fen of them, and again nothing changes',
  { timeout: 5 * MINUTES_MS },
  async () => {
    await using world = await openTestEngine()
    const { database } = world.gate
    const first = await runAgainst(world.url, ['import', REPORT])
    expect(first.text).toContain('done: 28010 rows, 28010 imported, 0 unchanged, 0 in quarantine')
    expect(first.code).toBe(0)
    const [counts] = await database`
      select count(*)::int as orders, count(*) filter (where o.history)::int as history,
        count(*) filter (where l.paid_fen = 0 and l.payable_fen > 0)::int as unpaid,
        count(*) filter (where l.paid_fen = o.payable_fen and l.paid_fen > 0)::int as paid,
        count(*) filter (where l.refunded_fen > 0)::int as refunded,
        count(*) filter (where l.refunded_fen > 0 and l.refunded_fen = l.paid_fen)::int as whole,
        sum(o.payable_fen)::bigint as payable, sum(l.paid_fen)::bigint as money, sum(l.refunded_fen)::bigint as back
      from orders o join payment_legs l on l.order_id = o.id`
    const sums = await sumsOfFile()
    expect(counts).toMatchObject({ orders: 28_010, history: 28_010, unpaid: 3_923, paid: 24_087 })
    expect(counts).toMatchObject({ refunded: 5_646, whole: 5_132, ...sums })
    const hash = await stateHash(database)
    await using again = await openFile(REPORT)
    const second = await importFile(world.gate, again, { source: 'tmall_report' })
    expect(second.view).toMatchObject({ state: 'done', imported: 0, unchanged: 28_010, quarantined: 0 })
    expect(await stateHash(database)).toBe(hash)
    expect(isSound(await verify(database))).toBe(true)
  },
)

/** By arithmetic of its own: the file's columns added up as hundredths. */
async function sumsOfFile(): Promise<{ payable: number; money: number; back: number }> {
  await using file = await openFile(REPORT)
  let text = ''
  for await (const piece of file.read(0, file.bytes)) text += Buffer.from(piece).toString('latin1')
  const sums = { payable: 0, money: 0, back: 0 }
  for (const line of text.trim().split('\n').slice(1)) {
    const cells = line.trim().split(',')
    const [total = 0, net = 0, back = 0] = [cells[1], cells[2], cells[6]].map((cell) => Math.round(Number(cell) * 100))
    sums.payable += total
    sums.money += net + back
    sums.back += back
  }
  return sums
}
