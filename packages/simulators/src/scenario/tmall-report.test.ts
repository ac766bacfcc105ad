// Against the published report where it is present.

import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadRows } from './load-rows.ts'
import { measureProfile } from './measure-profile.ts'
import { PROFILE } from './profile.ts'
import { readTmallReport } from './tmall-report.ts'
import { planTrade, tradeAt } from './trades.ts'
import { TOP_IDS } from '../taobao/ids.ts'

const REPORT = join(import.meta.dirname, '../../../../../shared/data/tmall_order_report.csv')

describe.skipIf(!existsSync(REPORT))('the report (skipped where it is absent)', () => {
  test('has the counts it is known for', async () => {
    const rows = await loadRows(REPORT, '')
    const paid = rows.filter((row) => row.paidAtMs !== null)
    const refunded = rows.filter((row) => row.refundFen > 0)
    expect([rows.length, rows.length - paid.length, paid.length, refunded.length]).toEqual([
      28_010, 3_923, 24_087, 5_646,
    ])
    expect(refunded.filter((row) => row.refundFen === row.totalFen)).toHaveLength(5_132)
    expect(rows.filter((row) => row.totalFen > 500_00)).toHaveLength(184)
  })

  test('becomes trades whose sums equal it to the fen, row by row', async () => {
    const rows = await loadRows(REPORT, '')
    const clock = {
      seed: 'x',
      epochMs: Date.parse('2026-06-18T00:00:00+08:00'),
      speed: 60,
      ids: TOP_IDS,
      reportStartMs: rows[0]!.createdAtMs,
    }
    const wrong = rows.filter((row) => {
      const trade = tradeAt(planTrade(row, clock), Number.MAX_SAFE_INTEGER)!
      const linesFen = trade.lines.reduce((sum, line) => sum + line.payableFen, 0)
      const refundedFen = trade.lines.reduce(
        (sum, line) => sum + (line.refund?.state === 'succeeded' ? line.refund.amountFen : 0),
        0,
      )
      const listed = trade.lines.every(
        (line) =>
          line.priceFen * line.quantity - line.discountFen - line.promotionFen === line.payableFen &&
          line.discountFen >= 0,
      )
      const amounts =
        linesFen + trade.freightFen === row.totalFen &&
        trade.payableFen === row.totalFen &&
        refundedFen === row.refundFen
      const facts = (trade.paidAtMs !== null) === (row.paidAtMs !== null) && trade.receiver.province === row.province
      return !(amounts && facts && listed)
    })
    expect(wrong).toEqual([])
  }, 20_000)

  test('has the shape that ships as the profile', async () =>
    expect(measureProfile(await loadRows(REPORT, ''))).toEqual(PROFILE))
})

describe('reading', () => {
  const HEADER = '订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额'
  const read = async (content: string): Promise<unknown[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'report-'))
    try {
      await writeFile(join(folder, 'r.csv'), content)
      const rows: unknown[] = []
      for await (const row of readTmallReport(join(folder, 'r.csv'))) rows.push(row)
      return rows
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  test('trailing spaces in headers, a byte order mark and CRLF', async () => {
    expect(
      await read(
        `\ufeff${HEADER}\r\n1,178.8,0.0,上海,2020-02-21 00:00:00,,0.0\r\n2,21.0,1.5,浙江省,2020-02-20 23:59:54,2020-02-21 00:00:02,19.5\r\n`,
      ),
    ).toEqual([
      {
        number: 1,
        totalFen: 17_880,
        refundFen: 0,
        province: '上海',
        createdAtMs: Date.parse('2020-02-20T16:00:00Z'),
        paidAtMs: null,
      },
      {
        number: 2,
        totalFen: 2_100,
        refundFen: 1_950,
        province: '浙江省',
        createdAtMs: Date.parse('2020-02-20T15:59:54Z'),
        paidAtMs: Date.parse('2020-02-20T16:00:02Z'),
      },
    ])
  })
  test('a missing column or a row that does not add up is named', async () => {
    await expect(read('a,b\n1,2\n')).rejects.toThrow(/no column 订单编号/)
    await expect(read(`${HEADER}\n1,21.0,20.0,上海,2020-02-21 00:00:00,2020-02-21 00:00:01,0.0\n`)).rejects.toThrow(
      /line 2: paid and refund/,
    )
    await expect(read(`${HEADER}\n1,x,0.0,上海,2020-02-21 00:00:00,,0.0\n`)).rejects.toThrow(/line 2: 总金额/)
  })
})
