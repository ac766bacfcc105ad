import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { DOCUMENT, drawTables, readTables, redraw } from './tables-diagram.ts'

test('the pictures in docs/ARCHITECTURE.md are current: run tables-diagram.ts after adding a migration', async () => {
  const document = await readFile(DOCUMENT, 'utf8')
  expect(await redraw(document)).toBe(document)
})

test('a table hangs on the longest key it carries; a foreign key is called one', async () => {
  const merchant = await drawTables('merchant')
  expect(merchant).toContain('line_demands ||--o{ allocations : "order_id, line_no, sku_id"')
  expect(merchant).toContain('fulfillment_orders ||--o{ allocations : "fulfillment_order_id"')
  expect(merchant).not.toContain('orders ||--o{ allocations : "order_id"')
  expect(merchant).toContain('shops ||--o{ channel_cursors : "shop_id (foreign key)"')
})

test('constraints, checks and partitions are no columns', () => {
  const [table, ...others] = readTables(`
    -- a comment, with a comma
    create table counts (
      sku_id integer not null, kind text not null constraint counts_kind check (kind in ('a', 'b')),
      constraint counts_once primary key (sku_id, kind)
    ) with (fillfactor = 40);
    create table counts_rest partition of counts default;
    create unique index counts_one on counts (kind) where sku_id > 0;`)
  expect(others).toEqual([])
  expect(table?.columns.map(({ name, isKey }) => [name, isKey])).toEqual([
    ['sku_id', true],
    ['kind', true],
  ])
})

test('a statement it does not know is an error, not a gap in the picture', () => {
  expect(() => readTables('alter table counts add column note text;')).toThrow('cannot read: alter table counts')
  const dropping = 'create table counts (id integer); alter table counts drop column id;'
  expect(() => readTables(dropping)).toThrow('cannot read: drop column id')
})

test('a column added later is a column', () => {
  const [table] = readTables(`
    create table counts (id integer primary key);
    alter table counts
      add column sku_id integer not null check (sku_id in (1, 2)),
      add constraint counts_positive check (id > 0);
    update counts set sku_id = 1;`)
  expect(table?.columns.map(({ name }) => name)).toEqual(['id', 'sku_id'])
})
