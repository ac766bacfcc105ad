// Which rows are one order's. Nearly always they stand together; where they do not, they are kept until the last of
// them has come. What is remembered of a file is one number for each run of rows, so its length hardly matters.

import { FileError } from '@tidegate/connectors'
import type { MappedRow } from '@tidegate/connectors'

/** Rows kept for orders that go on further below. Beyond it a file is sorted by something else than its orders. */
const SCATTERED_ROWS_MAX = 100_000
const RUNS_FIRST = 4_096

/** Of each order that stands in several places, by the hash of its id: in how many. */
export type ScatteredOrders = ReadonlyMap<number, number>

/** First reading: remembers the order of every run of rows. */
export class RunLog {
  private hashes = new Float64Array(RUNS_FIRST)
  private count = 0
  private last: string | null = null

  /** `id` is null where a row names no order. */
  add(id: string | null): void {
    if (id !== null && id !== this.last) this.push(hashOf(id))
    this.last = id
  }

  scattered(): ScatteredOrders {
    const sorted = this.hashes.subarray(0, this.count).sort()
    const found = new Map<number, number>()
    sorted.forEach((hash, index) => {
      if (hash === sorted[index - 1]) found.set(hash, (found.get(hash) ?? 1) + 1)
    })
    return found
  }

  private push(hash: number): void {
    if (this.count === this.hashes.length) {
      const larger = new Float64Array(this.count * 2)
      larger.set(this.hashes)
      this.hashes = larger
    }
    this.hashes[this.count] = hash
    this.count += 1
  }
}

interface Kept {
  rows: MappedRow[]
  runsLeft: number
}

/** Second reading: rows in, whole orders out. Two ids of one hash only mean that an order is kept a little longer. */
export class OrderGroups {
  private readonly scattered: ScatteredOrders
  private readonly kept = new Map<string, Kept>()
  private keptRows = 0
  private open: { id: string | null; rows: MappedRow[] } | null = null

  constructor(scattered: ScatteredOrders) {
    this.scattered = scattered
  }

  /** The order that is whole now, if one is. */
  add(id: string | null, row: MappedRow): MappedRow[] | null {
    if (this.open !== null && id !== null && this.open.id === id) {
      this.open.rows.push(row)
      return null
    }
    const whole = this.close()
    this.open = { id, rows: [row] }
    return whole
  }

  /** What is left at the end of the file. */
  end(): MappedRow[][] {
    const last = this.close()
    const rest = [...this.kept.values()].map(({ rows }) => rows)
    this.kept.clear()
    return last === null ? rest : [last, ...rest]
  }

  private close(): MappedRow[] | null {
    const { open } = this
    this.open = null
    if (open === null || open.id === null) return open?.rows ?? null
    const runs = this.scattered.get(hashOf(open.id))
    return runs === undefined ? open.rows : this.keep(open.id, open.rows, runs)
  }

  private keep(id: string, rows: readonly MappedRow[], runs: number): MappedRow[] | null {
    const kept = this.kept.get(id) ?? { rows: [], runsLeft: runs }
    kept.rows.push(...rows)
    kept.runsLeft -= 1
    this.keptRows += rows.length
    if (kept.runsLeft === 0) {
      this.kept.delete(id)
      this.keptRows -= kept.rows.length
      return kept.rows
    }
    this.kept.set(id, kept)
    if (this.keptRows > SCATTERED_ROWS_MAX) {
      throw new FileError('scattered', 'rows of one order stand far apart: sort the file by order number')
    }
    return null
  }
}

/** 53 bits of a text (two mixed 32-bit hashes), exact in a float. */
function hashOf(text: string): number {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0)
}
