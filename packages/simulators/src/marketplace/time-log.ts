// Entries in time order. Almost all arrive in order, so adding is a push; a late one is placed by bisection.

export interface TimedEntry {
  atMs: number
}

export class TimeLog<T extends TimedEntry> {
  private readonly entries: T[] = []

  add(entry: T): void {
    const index = this.firstAfter(entry.atMs)
    if (index === this.entries.length) this.entries.push(entry)
    else this.entries.splice(index, 0, entry)
  }

  /** Entries of the closed interval, oldest first. */
  between(fromMs: number, toMs: number): T[] {
    return this.entries.slice(this.firstAfter(fromMs - 1), this.firstAfter(toMs))
  }

  private firstAfter(atMs: number): number {
    let low = 0
    let high = this.entries.length
    const last = this.entries.at(-1)
    if (last === undefined || last.atMs <= atMs) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.entries[middle]!.atMs <= atMs) low = middle + 1
      else high = middle
    }
    return low
  }
}
