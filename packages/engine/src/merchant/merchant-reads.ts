// What the gate answers besides commands: reads in the shapes the wire uses. Receiver data is in none.

import type { Instant, OrderKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { readImport, readImportResults, readImports } from '../import/read-imports.ts'
import type { ImportPageView, ImportResultView, ImportView, ResultsQuery } from '../import/read-imports.ts'
import { readLocations } from '../inventory/read-locations.ts'
import type { LocationStockView } from '../inventory/read-locations.ts'
import { readMovements } from '../inventory/read-movements.ts'
import type { MovementPageView, MovementsQuery } from '../inventory/read-movements.ts'
import { readSkuStock } from '../inventory/read-sku-stock.ts'
import type { SkuStockView } from '../inventory/read-sku-stock.ts'
import { readStock } from '../inventory/read-stock.ts'
import type { StockPageView, StockQuery } from '../inventory/read-stock.ts'
import { readOrder } from '../order/read-order.ts'
import type { OrderDetailView } from '../order/read-order.ts'
import { readOrderKey, readOrderKeys, readOrderNumber } from '../order/read-order-key.ts'
import { readNewestOrders, readOrders } from '../order/read-orders.ts'
import type { OrderPageView, OrdersQuery } from '../order/read-orders.ts'
import type { NamedField } from '../order/order-filter.ts'
import type { OrderSummaryView } from '../order/read-order-summaries.ts'
import { openOverview } from '../overview/read-overview.ts'
import type { OverviewView } from '../overview/read-overview.ts'
import { readOpenQuarantine } from '../quarantine/read-open-quarantine.ts'
import type { OpenQuarantineView } from '../quarantine/read-open-quarantine.ts'
import type { Vault } from '../privacy/vault.ts'

export interface MerchantReads {
  overview(): Promise<OverviewView>
  openQuarantine(): Promise<OpenQuarantineView>
  /** The name of a filter's field whose code nobody has, where there is one. */
  orders(query: OrdersQuery): Promise<OrderPageView | { unknown: NamedField }>
  newestOrders(limit: number): Promise<OrderSummaryView[]>
  /** Null where no order has this number. */
  order(number: string): Promise<OrderDetailView | null>
  imports(query: { limit: number; before: number | null }): Promise<ImportPageView>
  /** Null where there is no such import. */
  import(id: number): Promise<ImportView | null>
  importResults(id: number, query: ResultsQuery): Promise<ImportResultView[]>
  /** What commands call the order with this number; null where none has it. */
  orderKey(number: string): Promise<OrderKey | null>
  /** Null where we do not know the order. */
  orderNumber(key: { channel: string; shop: string; platformOrderId: string }): Promise<string | null>
  /** Null where there is no such location. */
  stock(query: StockQuery): Promise<StockPageView | null>
  /** Null where there is no such SKU. */
  skuStock(skuCode: string): Promise<SkuStockView | null>
  /** Null where there is no such SKU. */
  movements(skuCode: string, query: MovementsQuery): Promise<MovementPageView | null>
  locations(): Promise<LocationStockView[]>
  /** By number; numbers no order has are left out. */
  orderKeys(numbers: readonly string[]): Promise<Map<string, OrderKey>>
}

export interface ReadsOptions {
  sql: Database
  vault: Vault
  merchant: { code: string; name: string; isDemo: boolean }
  now: () => Instant
}

export function openReads({ sql, vault, merchant, now }: ReadsOptions): MerchantReads {
  return {
    overview: openOverview({ sql, merchant, now }),
    openQuarantine: () => readOpenQuarantine(sql),
    orders: (query) => readOrders(sql, vault, query),
    newestOrders: (limit) => readNewestOrders(sql, limit),
    order: (number) => readOrder(sql, number),
    imports: (query) => readImports(sql, query),
    import: (id) => readImport(sql, id),
    importResults: (id, query) => readImportResults(sql, id, query),
    orderKey: (number) => readOrderKey(sql, number),
    orderNumber: (key) => readOrderNumber(sql, key),
    stock: (query) => readStock(sql, query),
    skuStock: (skuCode) => readSkuStock(sql, skuCode),
    movements: (skuCode, query) => readMovements(sql, skuCode, query),
    locations: () => readLocations(sql),
    orderKeys: (numbers) => readOrderKeys(sql, numbers),
  }
}
