// Why an order went where it went, computed when asked: the rule version its batch was pinned to, asked
// again with the order's facts, beside what the decision recorded (rows that fired, what lost and why).

import { ZenEngine } from '@gorules/zen-engine'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import { ROUTING } from './rule-set.ts'

export interface OrderExplanationView {
  number: string
  ruleSetVersion: number
  decidedAt: string | null
  tables: RuleTableView[]
  candidates: CandidateView[]
}

interface RuleTableView {
  table: string
  firedRow: string | null
  description: string
  inputs: Record<string, unknown>
  outputs: Record<string, unknown>
}

interface CandidateView {
  location: string
  name: string
  chosen: boolean
  units: number
  lacked: { sku: string; needed: number; available: number } | null
}

interface DecidedOrder {
  id: number
  channel: string
  shop: string
  province: string
  city: string
  payableFen: number
  units: number
  ruleSetVersion: number
  document: RuleDocument
  decidedAt: number | null
  body: { lost?: { location: string; skuId: number; needed: number; available: number }[] } | null
}

/** The parts of a JDM document this reads: its decision tables, in the order they stand. */
interface RuleDocument {
  nodes: { name: string; type: string; content?: DecisionTable }[]
}

interface DecisionTable {
  inputs: { name: string; field?: string }[]
  outputs: { name: string; field: string }[]
  rules: ({ _id: string; _description?: string } & Record<string, string>)[]
}

/** Null where there is no such order. An order not yet allocated is explained by what the rules say of it now. */
export async function explainOrder(sql: Database, number: string): Promise<OrderExplanationView | null> {
  const order = await readDecided(sql, number)
  if (order === null) return null
  const answer = await ask(order)
  return {
    number,
    ruleSetVersion: order.ruleSetVersion,
    decidedAt: order.decidedAt === null ? null : toWireTime(order.decidedAt),
    tables: tablesOf(order.document).map(({ name, table }) => tableView(name, table, answer)),
    candidates: await readCandidates(sql, order, answer),
  }
}

async function readDecided(sql: Database, number: string): Promise<DecidedOrder | null> {
  const [row] = await sql<DecidedOrder[]>`
    select o.id, s.channel, s.code as shop, o.province, o.city, o.payable_fen as "payableFen",
      (select coalesce(sum(l.quantity - l.cancelled_quantity), 0) from order_lines l where l.order_id = o.id) as units,
      r.version as "ruleSetVersion", r.content -> ${ROUTING} as document, e.at as "decidedAt", e.body
    from orders o
    join shops s on s.id = o.shop_id
    left join lateral (
      select at, body, batch_id from order_events
      where order_id = o.id and kind = 'order_allocated' order by seq desc limit 1
    ) e on true
    join lateral (
      select version, content from rule_sets
      where version = coalesce((select rule_set_version from batches where id = e.batch_id), version) and (e.batch_id is not null or is_active)
    ) r on true
    where o.number = ${number}`
  return row ?? null
}

async function ask(order: DecidedOrder): Promise<Record<string, unknown>> {
  const { channel, shop, province, city, payableFen, units } = order
  const decision = new ZenEngine().createDecision(order.document as object)
  const asked = await decision.safeEvaluate({ orders: [{ channel, shop, province, city, payableFen, units }] })
  if (!asked.success) return {}
  return (asked.data.result as { orders: Record<string, unknown>[] }).orders[0] ?? {}
}

function tablesOf(document: RuleDocument): { name: string; table: DecisionTable }[] {
  return document.nodes.flatMap(({ name, type, content }) =>
    type === 'decisionTableNode' && content !== undefined ? [{ name, table: content }] : [],
  )
}

function tableView(name: string, table: DecisionTable, answer: Record<string, unknown>): RuleTableView {
  const rowField = table.outputs.find((output) => output.field.endsWith('Row'))?.field
  const firedRow = rowField === undefined ? null : textOf(answer[rowField])
  const rule = table.rules.find((each) => each._id === firedRow)
  return {
    table: name,
    firedRow,
    description: rule?._description ?? '',
    inputs: valuesOf(table.inputs, answer),
    outputs: valuesOf(
      table.outputs.filter((output) => output.field !== rowField),
      answer,
    ),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function valuesOf(
  columns: readonly { name: string; field?: string }[],
  answer: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    columns.flatMap(({ name, field }) => (field === undefined ? [] : [[name, answer[field] ?? null]])),
  )
}

/** The rules' candidates by rank, then the other locations that could have shipped it. */
async function readCandidates(
  sql: Database,
  order: DecidedOrder,
  answer: Record<string, unknown>,
): Promise<CandidateView[]> {
  const named = Array.isArray(answer['candidates']) ? answer['candidates'].map(String) : []
  const lost = order.body?.lost ?? []
  const [locations, skus] = await Promise.all([
    sql<{ code: string; name: string; units: number }[]>`
      select l.code, l.name, coalesce(sum(a.quantity) filter (where a.ended_as is null or a.ended_as = 'shipped'), 0) as units
      from locations l left join allocations a on a.location_id = l.id and a.order_id = ${order.id}
      where l.sellable group by l.id order by l.rank, l.id`,
    sql<{ id: number; code: string }[]>`
      select id, code from skus where id = any(${`{${lost.map((each) => each.skuId).join(',')}}`}::int4[])`,
  ])
  const skuCode = new Map(skus.map((sku) => [sku.id, sku.code]))
  const rank = (code: string) => (named.includes(code) ? named.indexOf(code) : named.length)
  return locations
    .toSorted((a, b) => rank(a.code) - rank(b.code))
    .map(({ code, name, units }) => {
      const lacked = lost.find((each) => each.location === code)
      return {
        location: code,
        name,
        chosen: units > 0,
        units,
        lacked:
          lacked === undefined
            ? null
            : { sku: skuCode.get(lacked.skuId) ?? '', needed: lacked.needed, available: lacked.available },
      }
    })
}
