import { expect, test } from 'vitest'
import type { RoutingInput } from '@tidegate/domain'
import { defaultRules } from './default-rules.ts'
import { ruleSet } from './rule-set.ts'

const LOCATIONS = { vip: 'VIP', east: ['HD'], south: ['HN'], north: ['HB'], west: ['XB'] }

const input = (changes: Partial<RoutingInput>): RoutingInput => ({
  channel: 'taobao',
  shop: 'main',
  province: '浙江省',
  city: '杭州市',
  payableFen: 10_000,
  units: 1,
  ...changes,
})

test('every province has its region, over 500 yuan goes to the VIP warehouse first', async () => {
  const rules = ruleSet(1, defaultRules(LOCATIONS))
  const facts = await rules.decideRouting(
    new Map([
      [0, input({})],
      [1, input({ province: '广西壮族自治区' })],
      [2, input({ province: '内蒙古自治区' })],
      [3, input({ province: '新疆维吾尔自治区' })],
      [4, input({ province: '', payableFen: 50_000 })],
      [5, input({ payableFen: 50_001 })],
    ]),
  )
  expect([...facts.values()].map((each) => (each.ok ? each.candidates : each.error))).toEqual([
    ['HD'],
    ['HN'],
    ['HB'],
    ['XB'],
    ['HD'],
    ['VIP', 'HD'],
  ])
  expect(facts.get(5)).toMatchObject({ queue: 'vip', priority: 10, rows: ['east-vip', 'value-vip'] })
})

test('an order the rules fail on is held alone: its company is answered', async () => {
  const rules = ruleSet(1, { routing: failingForWords() })
  const facts = await rules.decideRouting(
    new Map([
      [0, input({ province: '31' })],
      [1, input({ province: '上海' })],
      [2, input({ province: '33' })],
    ]),
  )
  expect(facts.get(0)).toMatchObject({ ok: true, candidates: ['HD'] })
  expect(facts.get(1)?.ok).toBe(false)
  expect(facts.get(2)).toMatchObject({ ok: true, candidates: ['HD'] })
})

/** Reads the province as a number, which the whole document fails on where it is a word. */
function failingForWords() {
  const node = (id: string, type: string) => ({ id, type, name: id, position: { x: 0, y: 0 } })
  const content = {
    passThrough: true,
    executionMode: 'loop',
    inputField: 'orders',
    outputPath: 'orders',
    expressions: [
      { id: 'number', key: 'number', value: 'number(province)' },
      { id: 'candidates', key: 'candidates', value: '["HD"]' },
    ],
  }
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [node('in', 'inputNode'), { ...node('read', 'expressionNode'), content }, node('out', 'outputNode')],
    edges: [
      { id: 'a', type: 'edge', sourceId: 'in', targetId: 'read' },
      { id: 'b', type: 'edge', sourceId: 'read', targetId: 'out' },
    ],
  }
}
