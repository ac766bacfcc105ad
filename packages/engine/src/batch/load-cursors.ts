// Channel cursors: how far a feed is proven. A batch locks those it may move; leases are taken apart,
// in one statement each, and only say who may try.

import { cursorKey, shopKeyText } from '@tidegate/domain'
import type { Channel, ChannelCursor, CursorMove, SealedCommand } from '@tidegate/domain'
import type { Transaction } from '../database/connect.ts'

export async function loadCursors(
  tx: Transaction,
  commands: readonly SealedCommand[],
): Promise<Map<string, ChannelCursor>> {
  const wanted = new Set<string>()
  for (const command of commands)
    if (command.kind === 'move_cursor') wanted.add(cursorKey(shopKeyText(command.shop), command.feed))
  if (wanted.size === 0) return new Map()
  const rows = await tx<{ channel: Channel; code: string; feed: string; position: number; epoch: number }[]>`
    select s.channel, s.code, c.feed, c.position, c.lease_epoch as epoch
    from channel_cursors c join shops s on s.id = c.shop_id
    where s.channel || '/' || s.code || '/' || c.feed in (select jsonb_array_elements_text(${JSON.stringify([...wanted])}::text::jsonb))
    order by c.shop_id, c.feed
    for no key update of c`
  return new Map(
    rows.map((row) => [
      cursorKey(shopKeyText({ channel: row.channel, shop: row.code }), row.feed),
      { position: row.position, epoch: row.epoch },
    ]),
  )
}

export async function writeCursorMoves(tx: Transaction, moves: readonly CursorMove[]): Promise<void> {
  if (moves.length === 0) return
  // A batch may move one cursor several times; only the last position counts.
  const last = new Map(moves.map((move) => [move.cursor, new Date(move.position).toISOString()]))
  const rows = JSON.stringify([...last].map(([cursor, position]) => ({ cursor, position })))
  await tx`
    update channel_cursors c set position = v.position
    from json_to_recordset(${rows}::text::json) as v(cursor text, position timestamptz), shops s
    where s.id = c.shop_id and s.channel || '/' || s.code || '/' || c.feed = v.cursor`
}
