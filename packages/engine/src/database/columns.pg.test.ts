import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { insertInto, updateBy, writeRows } from './columns.ts'
import type { Column } from './columns.ts'

interface Row {
  id: number
  text: string | null
  flag: boolean | null
  bytes: string | null
  body: string | null
  at: number | null
}

const COLUMNS: Column<Row>[] = [
  { name: 'id', type: 'int8', of: (row) => row.id },
  { name: 'text', type: 'text', of: (row) => row.text },
  { name: 'flag', type: 'bool', of: (row) => row.flag },
  { name: 'bytes', type: 'bytea', of: (row) => row.bytes },
  { name: 'body', type: 'json', of: (row) => row.body },
  { name: 'at', type: 'timestamptz', of: (row) => row.at },
]
const INSERT = insertInto('pg_temp.written', COLUMNS, { shared: [{ name: 'batch', type: 'int8' }] })
const UPDATE = updateBy('pg_temp.written', COLUMNS, { keys: 1, also: 'batch = t.batch + 1' })

const SAME = { text: 'a "quoted" \\ {word}, NULL', flag: false, bytes: '00ff', body: '{"a":"\\""}', at: 1_000 }
const NULLS = { text: null, flag: null, bytes: null, body: null, at: null }
const OTHER = { text: '', flag: true, bytes: '', body: 'null', at: 2_000 }

test.each([
  ['one row', [SAME]],
  ['one row of nulls', [NULLS]],
  ['the same in every row', [SAME, SAME, SAME]],
  ['null in every row', [NULLS, NULLS, NULLS]],
  ['null first, then something', [NULLS, SAME, OTHER]],
  ['the same, then null', [SAME, SAME, NULLS]],
])('what is written is what is read: %s', async (_, contents) => {
  await using world = await openTestEngine()
  const rows = contents.map((content, id): Row => ({ id, ...content }))
  await world.gate.database.begin(async (tx) => {
    await tx`create temporary table written
      (id int8, text text, flag bool, bytes bytea, body json, at timestamptz, batch int8) on commit drop`
    const read = () =>
      tx`select id, text, flag, encode(bytes, 'hex') as bytes, body::text, at, batch from written order by id`
    expect(await writeRows(tx, INSERT, { rows, shared: [7] })).toBe(rows.length)
    expect(await read()).toEqual(rows.map((row) => ({ ...row, batch: 7 })))
    const turned = rows.map((row, index): Row => ({ ...row, ...contents[contents.length - 1 - index], id: row.id }))
    expect(await writeRows(tx, UPDATE, { rows: turned })).toBe(rows.length)
    expect(await read()).toEqual(turned.map((row) => ({ ...row, batch: 8 })))
  })
})
