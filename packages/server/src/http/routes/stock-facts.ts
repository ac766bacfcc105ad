// Goods that came in and counts that differ, told by whoever keeps the shelves.

import {
  NewAdjustment,
  NewAdjustments,
  NewReceipt,
  NewReceipts,
  PATHS,
  StockFactRecorded,
  StockFactsRecorded,
} from '@tidegate/contract'
import type { App } from '../app-type.ts'
import { answerEach } from '../open-api/answer-each.ts'
import { IdempotencyHeaders } from '../open-api/answer-once.ts'
import type { Answer, AnswerOnce } from '../open-api/answer-once.ts'
import { adjustStock, receiveStock } from '../open-api/submit-facts.ts'
import { REFUSALS } from '../openapi.ts'
import type { ProblemOf } from '../problems.ts'
import { strictCheck, uncheckedItems } from '../validators.ts'

const config = { access: { people: ['owner', 'operations', 'warehouse'], scope: 'stock:write' } } as const
const tags = ['stock']
const response = { 200: StockFactRecorded, 201: StockFactRecorded, ...REFUSALS }
const bulkResponse = { 200: StockFactsRecorded, ...REFUSALS }

export interface StockFactRoutes {
  once: AnswerOnce
  problemOf: ProblemOf
  bulkBytesMax: number
}

export function stockFactRoutes(app: App, options: StockFactRoutes): void {
  receiptRoutes(app, options)
  adjustmentRoutes(app, options)
}

function answerTo(body: StockFactRecorded): Answer {
  return { status: body.outcome === 'recorded' ? 201 : 200, body }
}

function receiptRoutes(app: App, { once, problemOf, bulkBytesMax }: StockFactRoutes): void {
  const check = strictCheck(NewReceipt)

  app.route({
    method: 'POST',
    url: PATHS.receipts,
    config,
    schema: { summary: 'Goods came in', tags, headers: IdempotencyHeaders, body: NewReceipt, response },
    handler: (request, reply) =>
      once(request, reply, async (sender) => answerTo(await receiveStock(sender, request.body))),
  })

  app.route({
    method: 'POST',
    url: PATHS.receiptsBulk,
    bodyLimit: bulkBytesMax,
    config,
    validatorCompiler: uncheckedItems,
    schema: {
      summary: 'Many receipts; each has its own outcome, in the order sent',
      tags,
      headers: IdempotencyHeaders,
      body: NewReceipts,
      response: bulkResponse,
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const send = (receipt: NewReceipt): Promise<StockFactRecorded> => receiveStock(sender, receipt)
        const { receipts: items } = request.body
        return {
          status: 200,
          body: { results: await answerEach({ field: '/receipts', items, check, send, problemOf }) },
        }
      }),
  })
}

function adjustmentRoutes(app: App, { once, problemOf, bulkBytesMax }: StockFactRoutes): void {
  const check = strictCheck(NewAdjustment)

  app.route({
    method: 'POST',
    url: PATHS.adjustments,
    config,
    schema: {
      summary: 'On hand differs from what we believed',
      tags,
      headers: IdempotencyHeaders,
      body: NewAdjustment,
      response,
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => answerTo(await adjustStock(sender, request.body))),
  })

  app.route({
    method: 'POST',
    url: PATHS.adjustmentsBulk,
    bodyLimit: bulkBytesMax,
    config,
    validatorCompiler: uncheckedItems,
    schema: {
      summary: 'Many adjustments; each has its own outcome, in the order sent',
      tags,
      headers: IdempotencyHeaders,
      body: NewAdjustments,
      response: bulkResponse,
    },
    handler: (request, reply) =>
      once(request, reply, async (sender) => {
        const send = (adjustment: NewAdjustment): Promise<StockFactRecorded> => adjustStock(sender, adjustment)
        const { adjustments: items } = request.body
        const results = await answerEach({ field: '/adjustments', items, check, send, problemOf })
        return { status: 200, body: { results } }
      }),
  })
}
