// Levels, pools, ledger and reservations of the small world, and what waits beside them.

import { at, bytes, CUP, HZ, POT, RET, SZ, TEA } from './small-world-names.ts'
import type { Id, Row } from './small-world-names.ts'

export function stock(id: Id): Record<string, Row[]> {
  const none = { unavailable: 0, safety: 0, allocated: 0, short: 0 }
  const level = (sku: number, location: number, quantities: Row): Row => ({
    sku_id: id(sku),
    location_id: id(location),
    version: 1,
    ...none,
    ...quantities,
  })
  const pool = (sku: number, supply: string, quantities: Row): Row => ({
    sku_id: id(sku),
    supply,
    version: 1,
    ...none,
    reserved: 0,
    ...quantities,
  })
  return {
    stock_levels: [
      level(TEA, HZ, { on_hand: 49, allocated: 3, unavailable: 2, safety: 1 }),
      level(TEA, SZ, { on_hand: 20 }),
      level(TEA, RET, { on_hand: 4, unavailable: 4 }),
      level(CUP, HZ, { on_hand: 30 }),
      level(CUP, SZ, { on_hand: 17, allocated: 1 }),
      level(POT, SZ, { on_hand: 1 }),
    ],
    pools: [
      pool(TEA, 'on_hand', { on_hand: 69, allocated: 3, unavailable: 2, safety: 1 }),
      pool(CUP, 'on_hand', { on_hand: 47, allocated: 1, reserved: 1 }),
      // A count came out low: two were reserved, one is there.
      pool(POT, 'on_hand', { on_hand: 1, reserved: 2, short: 1 }),
      pool(POT, 'presale_0401', { on_hand: 10, reserved: 4 }),
    ],
    ...ledger(id),
    ...claims(id),
    ...waiting(id),
  }
}

function ledger(id: Id): Record<string, Row[]> {
  let entry = 0
  const move = (sku: number, location: number, [kind, reference, quantity]: [string, string, number]): Row => ({
    sku_id: id(sku),
    location_id: id(location),
    kind,
    reference,
    quantity,
    reason: '',
    batch_id: id(900),
    pool_version: 1,
    entry: (entry += 1),
    actor: 'test',
  })
  return {
    stock_movements: [
      move(TEA, HZ, ['receipt', 'r1', 50]),
      move(TEA, HZ, ['shipment', 's1', -1]),
      move(TEA, SZ, ['receipt', 'r1', 20]),
      move(TEA, RET, ['return', 'r1', 4]),
      move(CUP, HZ, ['receipt', 'r1', 30]),
      move(CUP, SZ, ['receipt', 'r1', 20]),
      move(CUP, SZ, ['shipment', 's1', -2]),
      move(CUP, SZ, ['shipment', 's2', -1]),
      move(POT, SZ, ['receipt', 'r1', 3]),
      move(POT, SZ, ['adjustment', 'count-1', -2]),
    ],
  }
}

function claims(id: Id): Record<string, Row[]> {
  return {
    reservations: [
      reservation(id, { id: 401, order: 103, sku: CUP, quantity: 1, expires_at: at(60) }),
      reservation(id, { id: 402, order: 106, sku: POT, quantity: 2 }),
      {
        ...reservation(id, { id: 403, order: 101, sku: TEA, quantity: 2 }),
        ended_as: 'allocated',
        ended_batch_id: id(900),
      },
      {
        ...reservation(id, { id: 404, order: 0, sku: POT, quantity: 4 }),
        holder: 'quota',
        order_id: null,
        line_no: null,
        holder_id: id(700),
        supply: 'presale_0401',
      },
    ],
  }
}

/** What figures count and no invariant minds. */
function waiting(id: Id): Record<string, Row[]> {
  return {
    follow_ups: [{ kind: 'fill_waiting', sku_id: id(POT), batch_id: id(900) }],
    quarantine: [
      {
        id: id(800),
        subject: 'taobao/north/9',
        source: 'poll',
        code: 'unreadable',
        reason: 'not JSON',
        content_kind: 'raw',
        sealed: bytes('x'),
        seen: 1,
        first_at: at(0),
        last_at: at(0),
        attempts: 0,
        order_numbers: [],
      },
      {
        id: id(801),
        subject: 'order:taobao/north/P106',
        source: 'channel:taobao/north',
        code: 'undecodable',
        reason: 'no lines',
        content_kind: 'raw',
        sealed: bytes('y'),
        seen: 3,
        first_at: at(0),
        last_at: at(1),
        channel: 'taobao',
        shop: 'north',
        platform_order_id: 'P106',
        attempts: 1,
        resolved_at: at(2),
        resolved_as: 'replayed',
        resolved_by: 'user:1',
        order_numbers: ['TB106'],
      },
    ],
    quarantine_actions: [
      {
        id: id(811),
        quarantine_id: id(801),
        at: at(2),
        actor: 'user:1',
        action: 'replayed',
        detail: 'recorded',
      },
    ],
  }
}

function reservation(
  id: Id,
  of: { id: number; order: number; sku: number; quantity: number; expires_at?: string },
): Row {
  return {
    id: id(of.id),
    holder: 'demand',
    order_id: id(of.order),
    line_no: 1,
    shop_id: id(1),
    sku_id: id(of.sku),
    supply: 'on_hand',
    quantity: of.quantity,
    priority: 50,
    expires_at: of.expires_at ?? null,
    batch_id: id(900),
  }
}
