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
  west: { title: '西南西北', provinces: ['重庆', '四川', '贵州', '云南', '西藏', '陕西', '甘肃', '青海', '宁夏', '新疆'] },
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
      node('input', 'inputNode', '订单', 0),
      { ...node('value', 'decisionTableNode', '按金额分级', 1), content: valueTable() },
      { ...node('region', 'decisionTableNode', '按省份就近', 2), content: regionTable(locations) },
      node('output', 'outputNode', '去向', 3),
    ],
    edges: [edge('input', 'value'), edge('value', 'region'), edge('region', 'output')],
  }
}

function node(id: string, type: string, name: string, column: number) {
  return { id, type, name, position: { x: 100 + column * 320, y: 160 } }
}

function edge(from: string, to: string) {
  return { id: `${from}-${to}`, type: 'edge', sourceId: from, targetId: to }
}

const LOOP = { hitPolicy: 'first', passThrough: true, executionMode: 'loop', inputField: 'orders', outputPath: 'orders' }

function valueTable() {
  const inputs = [{ id: 'payable', name: '应付（分）', field: 'payableFen' }]
  const outputs = [column('queue', '队列'), column('priority', '优先级'), column('valueRow', '命中行')]
  const row = (id: string, payable: string, queue: string, priority: number, sentence: string) => ({
    _id: id,
    _description: sentence,
    payable,
    queue: quoted(queue),
    priority: String(priority),
    valueRow: quoted(id),
  })
  return {
    ...LOOP,
    inputs,
    outputs,
    rules: [
      row('value-vip', `> ${VIP_ABOVE_FEN}`, 'vip', 10, '超过 500 元：VIP 队列，先去专属仓'),
      row('value-normal', '', 'normal', 100, '其余：普通队列'),
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
    regionRow(`${region}-vip`, '"vip"', starts, [locations.vip, ...nearest], `${title}，VIP：先专属仓，再就近`),
    regionRow(region, '', starts, nearest, `${title}：就近`),
  ]
}

function fallbackRows(locations: DefaultRuleLocations) {
  const nearest = locations.east
  return [
    regionRow('other-vip', '"vip"', '', [locations.vip, ...nearest], '地址不明，VIP：先专属仓'),
    regionRow('other', '', '', nearest, '地址不明：按华东'),
  ]
}

// eslint-disable-next-line max-params -- a table's row is its cells, in order
function regionRow(id: string, queue: string, province: string, candidates: string[], sentence: string) {
  return { _id: id, _description: sentence, queue, province, candidates: JSON.stringify(candidates), regionRow: quoted(id) }
}

function column(field: string, name: string) {
  return { id: field, name, field }
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
