// Three files: one done with bad rows, one about to be started, one that could not be read to its end.

import { PATHS } from '@tidegate/contract'
import type { Import, ImportPreview, ImportPreviewWish, ImportRow } from '@tidegate/contract'
import { FakeRefusal } from './route.ts'
import type { FakeCall, FakeRoute } from './route.ts'

const MINUTE = 60_000

export const importRoutes: readonly FakeRoute[] = [
  { method: 'GET', path: PATHS.imports, answer: ({ state }) => ({ imports: state.empty ? [] : files(), next: null }) },
  { method: 'GET', path: PATHS.import, answer: (call) => found(call) },
  { method: 'POST', path: PATHS.importPreview, answer: previewOf },
  { method: 'GET', path: PATHS.importRows, answer: rowsOf },
]

function files(): Import[] {
  const at = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString()
  const base = {
    receivedBytes: 1_904_000,
    bytes: 1_904_000,
    rowsChecked: 0,
    imported: 0,
    unchanged: 0,
    quarantined: 0,
    refused: 0,
    failure: null,
    hasContent: true,
    createdBy: 'user:1',
  }
  const plan = {
    shop: { channel: 'import', shop: 'erp' },
    mode: 'live' as const,
    badRows: 'set_aside' as const,
    repeatedLines: 'set_aside' as const,
    mapping: { name: 'erp', version: 3 },
    sheet: null,
    encoding: null,
  }
  const ended = { startedAt: at(61), endedAt: at(60), hasContent: false }
  return [
    {
      ...base,
      id: '4103',
      fileName: '待发货 11月11日.xlsx',
      state: 'ready',
      plan: null,
      rowsTotal: null,
      createdAt: at(1),
      startedAt: null,
      endedAt: null,
    },
    {
      ...base,
      ...ended,
      id: '4102',
      fileName: '批发订单 10月.csv',
      state: 'done',
      plan,
      rowsTotal: 1_284,
      rowsChecked: 1_284,
      imported: 1_203,
      unchanged: 74,
      quarantined: 7,
      createdAt: at(62),
    },
    {
      ...base,
      ...ended,
      id: '4101',
      fileName: 'orders-2025.xlsx',
      state: 'failed',
      plan: { ...plan, mode: 'history' },
      rowsTotal: null,
      rowsChecked: 18_400,
      failure: 'damaged: the workbook cannot be unpacked: unexpected end of file',
      createdAt: at(1_500),
    },
  ]
}

function found({ params }: FakeCall): Import {
  const file = files().find(({ id }) => id === params['id'])
  if (file === undefined) throw new FakeRefusal('not_found')
  return file
}

const COLUMNS = ['订单编号', '下单时间', '商家编码', '商品名称', '数量', '单价', '收货人', '手机', '收货地址', '店员']

function previewOf({ body }: FakeCall): ImportPreview {
  const { mode = 'live', columns: given } = body as ImportPreviewWish
  const columns = given ?? {
    order_id: '订单编号',
    placed_at: '下单时间',
    sku_code: '商家编码',
    title: '商品名称',
    quantity: '数量',
    unit_price: '单价',
    receiver_name: '收货人',
    receiver_phone: '手机',
    address: '收货地址',
  }
  const rows = Array.from({ length: 8 }, (_, index) => ({
    row: index + 2,
    cells: [
      `2026111100${index + 1}`,
      `2026-11-11 10:0${index}:00`,
      ['CAT-FOOD-2KG', 'DOG-SNACK-500', 'CAT-LITTER-10L'][index % 3] ?? '',
      ['冻干双拼猫粮 2kg', '鸡肉干 500g', '豆腐猫砂 10L'][index % 3] ?? '',
      index === 3 ? '0' : String(1 + (index % 2)),
      '89.00',
      '张***',
      '1***',
      '浙***',
      '小周',
    ],
  }))
  const expected = 'a whole number from 1 to 1000000'
  const missing = (['order_id', 'placed_at', 'sku_code', 'quantity'] as const).filter(
    (field) => mode === 'live' && columns[field] === undefined,
  )
  return {
    problem: null,
    table: {
      kind: 'xlsx',
      encoding: null,
      sheets: ['订单', '说明'],
      sheet: '订单',
      headerRow: 1,
      columns: COLUMNS,
      mapping: { columns, mode },
      origin: given === undefined ? 'guessed' : 'asked',
      missing,
      source: 'erp',
      rows,
      problems: [{ row: 5, code: 'bad_quantity', field: 'quantity', expected, found: '0' }],
      checkedRows: 200,
    },
  }
}

function rowsOf({ query }: FakeCall): { rows: ImportRow[]; next: null } {
  const row = (firstRow: number, outcome: ImportRow['outcome'], why: Partial<ImportRow> = {}): ImportRow => ({
    firstRow,
    lastRow: firstRow,
    outcome,
    code: '',
    field: '',
    expected: '',
    found: '',
    ...why,
  })
  const rows = [
    row(2, 'imported', { lastRow: 411 }),
    row(412, 'quarantined', {
      code: 'bad_amount',
      field: 'payable',
      expected: 'yuan, at least 0, at most two decimals',
      found: '1e400',
    }),
    row(413, 'imported', { lastRow: 590 }),
    row(591, 'quarantined', {
      code: 'id_as_number',
      field: 'order_id',
      expected: 'the id as text',
      found: '3.8E+18',
    }),
    row(592, 'unchanged', { code: 'known_same', lastRow: 665 }),
    row(801, 'quarantined', {
      code: 'merged_cell',
      field: 'address',
      expected: 'a cell of its own for each row',
      found: 'a merged cell',
    }),
    row(802, 'quarantined', { code: 'sibling_bad' }),
  ]
  const shown = query.get('withProblem') === 'true' ? rows.filter(({ code }) => code !== '') : rows
  const outcome = query.get('outcome')
  return { rows: outcome === null ? shown : shown.filter((each) => each.outcome === outcome), next: null }
}
