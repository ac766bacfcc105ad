// The Open API's writing routes, put together. Its reads are the routes everybody reads by.

import type { Log } from '../../log.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { problemOf } from '../problems.ts'
import { openOrderRoutes } from '../routes/open-orders.ts'
import { stockFactRoutes } from '../routes/stock-facts.ts'
import { answerOnce } from './answer-once.ts'

export interface OpenApiOptions {
  merchant: MerchantOf
  callers: Callers
  logger: Log
  bulkBytesMax: number
}

export function serveOpenApi(app: App, { merchant, callers, logger, bulkBytesMax }: OpenApiOptions): void {
  const once = answerOnce(merchant, callers)
  const options = { merchant, once, bulkBytesMax, problemOf: (error: unknown) => problemOf(error, logger) }
  openOrderRoutes(app, options)
  stockFactRoutes(app, options)
}
