// Uploaded files, piece by piece: compressed, sealed (they hold receivers), and removed when they are of no more
// use. Pieces follow one another without a gap, so a broken upload goes on where it broke off.

import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { ImportContext, Imports, StoredContent } from './import-store.ts'

type ContentStore = Pick<Imports, 'receive' | 'append' | 'content'>

const COMPRESS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } }

export function contentOf(context: ImportContext): ContentStore {
  const { sql, ids } = context
  return {
    async receive({ fileName, bytes, actor }) {
      const id = (await ids.take(1))()
      await sql`
        insert into imports (id, file_name, bytes, state, content_kept, created_by)
        values (${id}, ${fileName}, ${bytes}, 'receiving', true, ${actor})`
      return id
    },
    append: (id, piece) => append(context, id, piece),
    async content(id) {
      const [row] = await sql<{ bytes: number }[]>`
        select received_bytes as bytes from imports where id = ${id} and content_kept and state <> 'receiving'`
      return row === undefined ? null : { bytes: row.bytes, read: reader(context, id) }
    },
  }
}

async function append(
  { sql, vault }: ImportContext,
  id: number,
  { start, content }: { start: number; content: Uint8Array },
): ReturnType<Imports['append']> {
  const sealed = vault.seal(zstdCompressSync(content, COMPRESS))
  return sql.begin(async (tx) => {
    const [file] = await tx<{ received: number; bytes: number; state: string }[]>`
      select received_bytes as received, bytes, state from imports
      where id = ${id} and content_kept for no key update`
    if (file === undefined) return { outcome: 'import_unknown' } as const
    if (file.received !== start) return { outcome: 'wrong_offset', receivedBytes: file.received } as const
    const receivedBytes = start + content.byteLength
    if (receivedBytes > file.bytes) return { outcome: 'longer_than_announced' } as const
    const isWhole = receivedBytes === file.bytes
    await tx`
      insert into import_chunks (import_id, start_byte, bytes, sealed)
      values (${id}, ${start}, ${content.byteLength}, ${sealed})`
    await tx`
      update imports set received_bytes = ${receivedBytes}, state = case when ${isWhole} then 'ready' else state end
      where id = ${id}`
    return { outcome: 'appended', receivedBytes, isWhole } as const
  })
}

interface Piece {
  start: number
  content: Buffer
}

/** The last piece is kept at hand: who reads a file in small steps opens each piece once. */
function reader({ sql, vault }: ImportContext, id: number): StoredContent['read'] {
  let last: Piece | null = null

  async function pieceAt(position: number): Promise<Piece> {
    if (last !== null && position >= last.start && position < last.start + last.content.byteLength) return last
    const [row] = await sql<{ start: number; sealed: Buffer }[]>`
      select start_byte as start, sealed from import_chunks
      where import_id = ${id} and start_byte <= ${position} order by start_byte desc limit 1`
    if (row === undefined) throw new Error(`the content of import ${id} is gone`)
    last = { start: row.start, content: zstdDecompressSync(vault.open(row.sealed)) }
    return last
  }

  return async function* read(start, end) {
    for (let position = start; position < end;) {
      // eslint-disable-next-line no-await-in-loop -- one piece after the other is the point
      const piece = await pieceAt(position)
      const from = position - piece.start
      const part = piece.content.subarray(from, Math.min(piece.content.byteLength, end - piece.start))
      if (part.byteLength === 0) throw new Error(`the content of import ${id} ends before byte ${end}`)
      yield part
      position += part.byteLength
    }
  }
}
