// Reads the Tmall order report, a CSV without quoting whose headers carry trailing spaces, as a stream.

import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { fromChinaText } from '../marketplace/china-time.ts'
import type { ReportRow } from './report-row.ts'

const COLUMNS = {
  number: '订单编号',
  total: '总金额',
  netPaid: '买家实际支付金额',
  province: '收货地址',
  created: '订单创建时间',
  paid: '订单付款时间',
  refund: '退款金额',
} as const

type Column = keyof typeof COLUMNS

/** Rows in file order. Throws with the line number on the first row that is not what the report promises. */
export async function* readTmallReport(path: string): AsyncGenerator<ReportRow> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })
  let indexOf: Record<Column, number> | null = null
  let lineNumber = 0
  for await (const line of lines) {
    lineNumber++
    const cells = line.split(',')
    if (indexOf === null) indexOf = readHeader(cells)
    else if (line !== '') yield toRow(cells, indexOf, lineNumber)
  }
}

function readHeader(cells: string[]): Record<Column, number> {
  const names = cells.map((cell) => cell.replace('\ufeff', '').trim())
  const entries = Object.entries(COLUMNS).map(([column, name]) => {
    const index = names.indexOf(name)
    if (index < 0) throw new Error(`the report has no column ${name}`)
    return [column, index]
  })
  return Object.fromEntries(entries) as Record<Column, number>
}

function toRow(cells: string[], indexOf: Record<Column, number>, lineNumber: number): ReportRow {
  const cell = (column: Column): string => cells[indexOf[column]]?.trim() ?? ''
  const fail = (why: string): never => {
    throw new Error(`report line ${lineNumber}: ${why}`)
  }
  const fen = (column: Column): number => toFen(cell(column)) ?? fail(`${COLUMNS[column]} is not an amount`)
  const totalFen = fen('total')
  const refundFen = fen('refund')
  const createdAtMs = fromChinaText(cell('created')) ?? fail('the creation time is not a time')
  const paidAtMs = cell('paid') === '' ? null : (fromChinaText(cell('paid')) ?? fail('the payment time is not a time'))
  if (fen('netPaid') + refundFen !== (paidAtMs === null ? 0 : totalFen)) fail('paid and refund do not sum to the total')
  return { number: Number(cell('number')), totalFen, refundFen, province: cell('province'), createdAtMs, paidAtMs }
}

function toFen(text: string): number | null {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
