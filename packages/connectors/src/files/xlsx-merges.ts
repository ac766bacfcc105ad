// Merged cells. They stand behind the rows they cover, so they are looked for before the rows are read.

import type { Cell } from './table.ts'
import { COLUMNS_MAX, FileError } from './table.ts'
import { cellPlace } from './xlsx-cells.ts'

const MERGES_MAX = 200_000
const MERGE = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"/g
/** A tag cut in two by the end of a piece is shorter. */
const TAG_CHARACTERS_MAX = 200

export interface Merge {
  top: number
  left: number
  bottom: number
  right: number
}

/** From the top. */
export async function findMerges(pieces: AsyncIterable<string>): Promise<Merge[]> {
  const merges: Merge[] = []
  let kept = ''
  for await (const piece of pieces) {
    const text = kept + piece
    let seen = 0
    if (text.includes('mergeCell')) {
      for (const match of text.matchAll(MERGE)) {
        merges.push(toMerge(match[1] ?? '', match[2] ?? ''))
        seen = match.index + match[0].length
      }
    }
    if (merges.length > MERGES_MAX) throw new FileError('too_large', `more than ${MERGES_MAX} merged cells`)
    kept = text.slice(Math.max(seen, text.length - TAG_CHARACTERS_MAX))
  }
  return merges.toSorted((a, b) => a.top - b.top)
}

function toMerge(from: string, to: string): Merge {
  const [first, last] = [cellPlace(from), cellPlace(to)]
  return { top: first.row, left: first.column, bottom: last.row, right: Math.min(last.column, COLUMNS_MAX - 1) }
}

/** Fills rows that come one after the other with what merged cells say of them. */
export class MergeFiller {
  private readonly merges: readonly Merge[]
  private next = 0
  private open: { merge: Merge; value: Cell }[] = []

  constructor(merges: readonly Merge[]) {
    this.merges = merges
  }

  fill(row: number, cells: Cell[]): void {
    this.open = this.open.filter(({ merge }) => merge.bottom >= row)
    for (; (this.merges[this.next]?.top ?? Infinity) <= row; this.next += 1) {
      const merge = this.merges[this.next]
      // One whose first row was left out by the file has no value to give.
      if (merge !== undefined && merge.bottom >= row) {
        this.open.push({ merge, value: merge.top === row ? (cells[merge.left] ?? '') : '' })
      }
    }
    // Those of one row lie beside each other.
    if (this.open.length > COLUMNS_MAX) throw new FileError('damaged', 'merged cells lie over each other')
    for (const { merge, value } of this.open) cover(cells, { row, merge, value })
  }
}

function cover(cells: Cell[], { row, merge, value }: { row: number; merge: Merge; value: Cell }): void {
  const runsDown = merge.left === merge.right
  for (let column = merge.left; column <= merge.right; column += 1) {
    if (row === merge.top && column === merge.left) continue
    while (cells.length < column) cells.push('')
    const said = typeof value === 'string' || 'number' in value ? value : null
    cells[column] = { merged: runsDown ? said : null }
  }
}
