// What the gate answers besides commands: reads in the shapes the wire uses. Receiver data is in none.

import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { readOrder } from '../order/read-order.ts'
import type { OrderDetailView } from '../order/read-order.ts'
import { readOrders } from '../order/read-orders.ts'
import type { OrderPageView, OrdersQuery } from '../order/read-orders.ts'
import { openOverview } from '../overview/read-overview.ts'
import type { OverviewView } from '../overview/read-overview.ts'

export interface MerchantReads {
  overview(): Promise<OverviewView>
  orders(query: OrdersQuery): Promise<OrderPageView>
  /** Null where no order has this number. */
  order(number: string): Promise<OrderDetailView | null>
}

export interface ReadsOptions {
  sql: Database
  merchant: { code: string; name: string; isDemo: boolean }
  now: () => Instant
}

export function openReads({ sql, merchant, now }: ReadsOptions): MerchantReads {
  return {
    overview: openOverview({ sql, merchant, now }),
    orders: (query) => readOrders(sql, query),
    order: (number) => readOrder(sql, number),
  }
}
