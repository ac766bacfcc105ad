// One order as the published Tmall report tells it. In it 买家实际支付金额 is net of the refund: for every paid
// row paid + refund = total.

export interface ReportRow {
  number: number
  totalFen: number
  refundFen: number
  province: string
  createdAtMs: number
  /** Null where it was never paid. */
  paidAtMs: number | null
}

export function byCreation(left: ReportRow, right: ReportRow): number {
  return left.createdAtMs - right.createdAtMs || left.number - right.number
}
