// The rules a new merchant starts with, as open JDM any editor of that format can open: over 500 yuan
// to the VIP warehouse, then the nearest warehouse by province. Location codes are the merchant's own.

export interface DefaultRuleLocations {
  vip: string
  /** Every region's own warehouses, nearest first; `other` serves provinces no region names. */
  east: string[]
  south: string[]
  north: string[]
  west: string[]
}

const REGIONS: Record<Exclude<keyof DefaultRuleLocations, 'vip'>, { title: string; provinces: string[] }> = {
  east: { title: '华东', provinces: ['上海', '江苏', '浙江', '安徽', '江西', '山东', '福建', '台湾'] },
  south: { title: '华南华中', provinces: ['广东', '广西', '海南', '湖南', '湖北', '河南', '香港', '澳门'] },
  north: { title: '华北东北', provinces: ['北京', '天津', '河北', '山西', '内蒙古', '辽宁', '吉林', '黑龙江'] },
  west: {
    title: '西南西北',
    provinces: ['重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆'],
  },
}

/** Above this an order goes to the dedicated warehouse first. */
const VIP_ABOVE_FEN = 50_000

/** The rule set's documents by name. */
export function defaultRules(locations: DefaultRuleLocations): Record<string, unknown> {
  return { routing: routingDocument(locations) }
}

function routingDocument(locations: DefaultRuleLocations): unknown {
  return {
    contentType: 'application/vnd.gorules.decision',
    nodes: [
      node('inputNode', 'input', '订单'),
      { ...node('decisionTableNode', 'value', '按金额分级'), content: valueTable() },
      { ...node('decisionTableNode', 'region', '按省份就近'), content: regionTable(locations) },
      node('outputNode', 'output', '去向'),
    ],
    edges: [edge('input', 'value'), edge('value', 'region'), edge('region', 'output')],
  }
}

/** Where an editor draws the nodes: a row from left to right. */
const COLUMNS = ['input', 'value', 'region', 'output']

function node(type: string, id: string, name: string) {
  return { id, type, name, position: { x: 100 + COLUMNS.indexOf(id) * 320, y: 160 } }
}

function edge(from: string, to: string) {
  return { id: `${from}-${to}`, type: 'edge', sourceId: from, targetId: to }
}

const LOOP = {
  hitPolicy: 'first',
  passThrough: true,
  executionMode: 'loop',
  inputField: 'orders',
  outputPath: 'orders',
}

function valueTable() {
  const inputs = [{ id: 'payable', name: '应付（分）', field: 'payableFen' }]
  const outputs = [column('queue', '队列'), column('priority', '优先级'), column('valueRow', '命中行')]
  return {
    ...LOOP,
    inputs,
    outputs,
    rules: [
      {
        _id: 'value-vip',
        _description: '超过 500 元：VIP 队列，先去专属仓',
        payable: `> ${VIP_ABOVE_FEN}`,
        queue: '"vip"',
        priority: '10',
        valueRow: '"value-vip"',
      },
      {
        _id: 'value-normal',
        _description: '其余：普通队列',
        payable: '',
        queue: '"normal"',
        priority: '100',
        valueRow: '"value-normal"',
      },
    ],
  }
}

function regionTable(locations: DefaultRuleLocations) {
  const inputs = [
    { id: 'queue', name: '队列', field: 'queue' },
    { id: 'province', name: '省份', field: 'province' },
  ]
  const outputs = [column('candidates', '候选仓（先后）'), column('regionRow', '命中行')]
  const regions = Object.keys(REGIONS) as (keyof typeof REGIONS)[]
  const rules = regions.flatMap((region) => regionRows(region, locations))
  return { ...LOOP, inputs, outputs, rules: [...rules, ...fallbackRows(locations)] }
}

function regionRows(region: keyof typeof REGIONS, locations: DefaultRuleLocations) {
  const { title, provinces } = REGIONS[region]
  const starts = provinces.map((province) => `startsWith($, ${quoted(province)})`).join(' or ')
  const nearest = locations[region]
  return [
    regionRow({
      id: `${region}-vip`,
      queue: '"vip"',
      province: starts,
      candidates: [locations.vip, ...nearest],
      sentence: `${title}，VIP：先专属仓，再就近`,
    }),
    regionRow({ id: region, queue: '', province: starts, candidates: nearest, sentence: `${title}：就近` }),
  ]
}

function fallbackRows(locations: DefaultRuleLocations) {
  const nearest = locations.east
  return [
    regionRow({
      id: 'other-vip',
      queue: '"vip"',
      province: '',
      candidates: [locations.vip, ...nearest],
      sentence: '地址不明，VIP：先专属仓',
    }),
    regionRow({ id: 'other', queue: '', province: '', candidates: nearest, sentence: '地址不明：按华东' }),
  ]
}

interface RegionRow {
  id: string
  /** Empty cells match everything. */
  queue: string
  province: string
  candidates: string[]
  sentence: string
}

function regionRow({ id, queue, province, candidates, sentence }: RegionRow) {
  return {
    _id: id,
    _description: sentence,
    queue,
    province,
    candidates: JSON.stringify(candidates),
    regionRow: quoted(id),
  }
}

function column(field: string, name: string) {
  return { id: field, name, field }
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
