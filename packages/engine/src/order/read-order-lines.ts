import type { Transaction } from '../database/connect.ts'

interface DemandView {
  sku: string
  ordered: number
  open: number
  reserved: number
  allocated: number
  shipped: number
  cancelled: number
  returned: number
}

export interface OrderLineView {
  lineNo: number
  platformLineId: string
  title: string
  skuCode: string | null
  platformSkuId: string | null
  quantity: number
  cancelledQuantity: number
  listFen: number
  sellerDiscountFen: number
  platformSubsidyFen: number
  payableFen: number
  demands: DemandView[]
}

export async function readLines(tx: Transaction, orderId: number): Promise<OrderLineView[]> {
  const [lines, demands] = await Promise.all([
    tx<Omit<OrderLineView, 'demands'>[]>`
      select line_no as "lineNo", platform_line_id as "platformLineId", title, sku_code as "skuCode",
        platform_sku_id as "platformSkuId", quantity,
        cancelled_quantity as "cancelledQuantity", list_fen as "listFen", seller_discount_fen as "sellerDiscountFen",
        platform_subsidy_fen as "platformSubsidyFen", payable_fen as "payableFen"
      from order_lines where order_id = ${orderId} order by line_no`,
    tx<(DemandView & { lineNo: number })[]>`
      select d.line_no as "lineNo", s.code as sku, d.ordered, d.open, d.reserved, d.allocated, d.shipped, d.cancelled, d.returned
      from line_demands d join skus s on s.id = d.sku_id
      where d.order_id = ${orderId} order by d.line_no, s.code`,
  ])
  const demandsByLine = Map.groupBy(demands, (demand) => demand.lineNo)
  return lines.map((line) => ({ ...line, demands: (demandsByLine.get(line.lineNo) ?? []).map(toDemand) }))
}

function toDemand({ sku, ordered, open, reserved, allocated, shipped, cancelled, returned }: DemandView): DemandView {
  return { sku, ordered, open, reserved, allocated, shipped, cancelled, returned }
}
