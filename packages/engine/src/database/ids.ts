// Row ids come from blocks of a sequence, so a decision can name its rows before they are written and
// no insert has to ask. Gaps mean nothing; order only roughly follows time.

import type { Database } from './connect.ts'

/** A block lasts a second or so at full load; a crash wastes at most one. */
const ID_BLOCK_SIZE = 100_000

export interface IdSource {
  /** Sets `count` ids aside and returns what hands them out; those not used are gaps. */
  take(count: number): Promise<() => number>
}

export function idSource(sql: Database): IdSource {
  let next = 0
  let end = 0

  async function fill(): Promise<void> {
    const [row] = await sql<{ block: number }[]>`select nextval('id_blocks') as block`
    if (row === undefined) throw new Error('the sequence gave no block of ids')
    next = row.block * ID_BLOCK_SIZE
    end = next + ID_BLOCK_SIZE
  }

  return {
    async take(count) {
      if (count > ID_BLOCK_SIZE) throw new RangeError(`at most ${ID_BLOCK_SIZE} ids at once, asked for ${count}`)
      // Another taker may use up the new block while we wait for it, so look again.
      // eslint-disable-next-line no-await-in-loop
      while (end - next < count) await fill()
      let mine = next
      next += count
      const last = next
      return () => {
        if (mine >= last) throw new Error(`more than the ${count} ids set aside were asked for`)
        return mine++
      }
    },
  }
}
