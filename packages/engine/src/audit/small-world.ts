// A merchant small enough to hold in the head, consistent in every invariant, for the audit's own
// tests. Written as rows, apart from the engine: an audit tested only on what the engine writes would
// learn its mistakes. Every kind of thing the invariants speak of is here once.

import { readdir, readFile } from 'node:fs/promises'
import type { Transaction } from '../database/connect.ts'
import { WORLD_EVENTS } from './small-world-events.ts'
import type { WorldEvent } from './small-world-events.ts'
import { at, bytes } from './small-world-names.ts'
import type { Id, Row } from './small-world-names.ts'
import { fulfillment, orders } from './small-world-orders.ts'
import { stock } from './small-world-stock.ts'

export interface WorldOptions {
  schema: string
  /** Added to every row id, so that two equal worlds share none. */
  idOffset: number
  /** Rows inserted last first, which also turns round the order the database finds them in. */
  reversed: boolean
}

const MIGRATIONS = new URL('../../migrations/merchant/', import.meta.url)

/** Makes a schema of its own, with every migration and the small world in it, and stays in it. */
export async function createWorld(tx: Transaction, options: WorldOptions): Promise<void> {
  await tx`create schema ${tx(options.schema)}`
  await tx`select set_config('search_path', ${options.schema}, true)`
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).toSorted()
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, MIGRATIONS), 'utf8')))
  await tx.unsafe(texts.join('\n'))
  await tx.unsafe(CHAIN_FUNCTIONS)
  const tables = worldRows((id) => id + options.idOffset)
  await Promise.all(
    Object.entries(tables).map(([table, rows]) => insert(tx, table, options.reversed ? rows.toReversed() : rows)),
  )
  await tx`select rechain(id) from orders`
}

async function insert(tx: Transaction, table: string, rows: Row[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ')
  await tx.unsafe(
    `insert into ${table} (${columns}) overriding system value
     select ${columns} from json_populate_recordset(null::${table}, $1::text::json)`,
    [JSON.stringify(rows)],
  )
}

/** `rechain` gives an order's events the hashes they should have; `tell` appends one and chains it. */
const CHAIN_FUNCTIONS = `
  create function rechain(which bigint) returns void language plpgsql as $$
  declare
    event record;
    head bytea := '';
  begin
    for event in select e.seq, e.at, o.number, concat_ws('|', o.number, e.seq, e.kind, e.actor, e.body,
        (extract(epoch from e.at) * 1000)::bigint, coalesce(encode(e.content_hash, 'hex'), '')) as content
      from order_events e join orders o on o.id = e.order_id where e.order_id = which order by e.seq
    loop
      head := sha256(head || convert_to(event.content, 'UTF8'));
      update order_events set hash = head where order_id = which and seq = event.seq;
    end loop;
    update orders set chain_head = head,
      events_count = (select count(*) from order_events e where e.order_id = which)
    where id = which;
  end $$;
  create function tell(which bigint, what text, content json) returns void language plpgsql as $$
  begin
    insert into order_events (order_id, seq, at, batch_id, position, kind, actor, body, hash)
    select which, max(seq) + 1, max(at), max(batch_id), 0, what, 'test', content, ''
    from order_events where order_id = which;
    perform rechain(which);
  end $$;`

function worldRows(id: Id): Record<string, Row[]> {
  return { ...catalogue(id), ...files(id), ...stock(id), ...orders(id), ...fulfillment(id), ...timeline(id) }
}

function catalogue(id: Id): Record<string, Row[]> {
  return {
    shops: [
      { id: id(1), channel: 'taobao', code: 'north', name: 'North' },
      { id: id(2), channel: 'taobao', code: 'south', name: 'South' },
    ],
    locations: [
      { id: id(1), code: 'HZ', name: 'Hangzhou', kind: 'warehouse', province: '浙江省', sellable: true, rank: 1 },
      { id: id(2), code: 'SZ', name: 'Shenzhen', kind: 'warehouse', province: '广东省', sellable: true, rank: 2 },
      { id: id(3), code: 'RET', name: 'Returns', kind: 'warehouse', province: '浙江省', sellable: false, rank: 9 },
    ],
    skus: ['TEA', 'CUP', 'POT'].map((code, index) => ({ id: id(index + 1), code, name: code })),
    batches: [
      {
        id: id(900),
        now: at(0),
        code_version: 'test',
        rule_set_version: 1,
        settings_version: 1,
        commands: 1,
        orders_received: 1,
        orders_allocated: 1,
      },
    ],
  }
}

/** One file of four rows under its header: two went in, one was known, one waits in quarantine. */
function files(id: Id): Record<string, Row[]> {
  const counts = {
    received_bytes: 0,
    rows_checked: 4,
    rows_total: 4,
    imported: 2,
    unchanged: 1,
    quarantined: 1,
    refused: 0,
  }
  const run = ([first_row, last_row]: [number, number], outcome: string, code = ''): Row => {
    return { import_id: id(820), first_row, last_row, outcome, code, field: '', expected: '', found: '' }
  }
  return {
    imports: [
      {
        id: id(820),
        file_name: 'orders.csv',
        state: 'done',
        ...counts,
        content_kept: false,
        created_by: 'user:1',
        created_at: at(0),
        ended_at: at(1),
      },
    ],
    import_results: [
      run([2, 3], 'imported'),
      run([4, 4], 'quarantined', 'bad_time'),
      run([5, 5], 'unchanged', 'known_same'),
    ],
  }
}

/** Every order's first event brings its content: one raw page, one entry each. */
function timeline(id: Id): Record<string, Row[]> {
  const rows = Object.entries(WORLD_EVENTS).flatMap(([order, events], entry) =>
    events.map((event, index) => eventRow(id, event, { order: Number(order), entry, seq: index + 1 })),
  )
  const entries = Object.keys(WORLD_EVENTS).length
  return { order_events: rows, raw_pages: [{ id: id(950), at: at(0), entries, sealed: bytes('sealed') }] }
}

function eventRow(id: Id, [kind, body]: WorldEvent, of: { order: number; entry: number; seq: number }): Row {
  const content =
    of.seq === 1 ? { content_hash: bytes(`content ${of.order}`), raw_page_id: id(950), raw_entry: of.entry } : {}
  return {
    order_id: id(of.order),
    seq: of.seq,
    at: at(of.seq),
    batch_id: id(900),
    position: 0,
    kind,
    body,
    actor: 'test',
    hash: bytes(''),
    ...content,
  }
}
