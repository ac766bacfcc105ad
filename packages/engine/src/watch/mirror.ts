// Rows that somebody watches, as they were last seen committed. A row's own version decides what is newer, so
// it never matters in which order, how often or how late we hear of a change (docs/adr/0014): a commit of this
// process brings the row along, a hint of another makes it stale, and a sweep compares versions behind both.

export interface Versioned {
  version: number
}

/** What the mirror asks of the database. */
export interface MirrorSource<Row extends Versioned> {
  /** Ids of the codes that exist. */
  find: (codes: readonly string[]) => Promise<ReadonlyMap<string, number>>
  read: (ids: readonly number[]) => Promise<ReadonlyMap<number, Row>>
  /** What a sweep compares: far less than the rows themselves. */
  versions: (ids: readonly number[]) => Promise<ReadonlyMap<number, number>>
}

export type Unwatch = () => void

/** One statement reads or compares at most so many rows; the next takes the next ones. */
const ROWS_PER_READ_MAX = 5_000

interface Watched<Row> {
  row: Row | null
  listeners: Set<(row: Row) => void>
}

export class Mirror<Row extends Versioned> {
  readonly #source: MirrorSource<Row>
  readonly #failed: (error: unknown) => void
  readonly #byId = new Map<number, Watched<Row>>()
  readonly #stale = new Set<number>()
  readonly #idOf: (code: string) => Promise<number | undefined>
  #isReading = false
  #sweptUpTo = 0

  constructor(source: MirrorSource<Row>, failed: (error: unknown) => void) {
    this.#source = source
    this.#failed = failed
    this.#idOf = lookup(source.find)
  }

  get size(): number {
    return this.#byId.size
  }

  /** Tells the row now and every newer one, until unwatched. Null where no such row exists. */
  async watch(code: string, listener: (row: Row) => void): Promise<Unwatch | null> {
    const id = await this.#idOf(code)
    if (id === undefined) return null
    const watched = this.#byId.get(id) ?? { row: null, listeners: new Set() }
    // Known to the mirror before it is read: a commit that the read misses is heard.
    this.#byId.set(id, watched)
    watched.listeners.add(listener)
    if (watched.row === null) this.markStale([id])
    else listener(watched.row)
    return () => {
      watched.listeners.delete(listener)
      if (watched.listeners.size === 0 && this.#byId.get(id) === watched) this.#byId.delete(id)
    }
  }

  has(id: number): boolean {
    return this.#byId.has(id)
  }

  /** A commit left this row. */
  heard(id: number, row: Row): void {
    const watched = this.#byId.get(id)
    if (watched === undefined || (watched.row !== null && row.version <= watched.row.version)) return
    watched.row = row
    for (const listener of watched.listeners) listener(row)
  }

  /** Some of these, or any row, may have changed: they are read after this turn, together. */
  markStale(ids: Iterable<number> | 'any'): void {
    for (const id of ids === 'any' ? this.#byId.keys() : ids) if (this.#byId.has(id)) this.#stale.add(id)
    if (this.#stale.size > 0) setImmediate(() => void this.#readStale())
  }

  /** Compares the versions of the next rows in turn; rejects where the database does not answer. */
  async sweep(): Promise<void> {
    if (this.#sweptUpTo >= this.#byId.size) this.#sweptUpTo = 0
    const ids = [...this.#byId.keys()].slice(this.#sweptUpTo, this.#sweptUpTo + ROWS_PER_READ_MAX)
    if (ids.length === 0) return
    const versions = await this.#source.versions(ids)
    this.#sweptUpTo += ids.length
    const newer = ids.filter((id) => (versions.get(id) ?? -1) > (this.#byId.get(id)?.row?.version ?? -1))
    if (newer.length > 0) await this.#read(newer)
  }

  async #read(ids: readonly number[]): Promise<void> {
    for (const [id, row] of await this.#source.read(ids)) this.heard(id, row)
  }

  /** One read at a time: what becomes stale meanwhile goes with the next. */
  async #readStale(): Promise<void> {
    if (this.#isReading || this.#stale.size === 0) return
    this.#isReading = true
    const ids = [...this.#stale].slice(0, ROWS_PER_READ_MAX)
    for (const id of ids) this.#stale.delete(id)
    try {
      await this.#read(ids)
    } catch (error) {
      // The sweep finds them again.
      this.#failed(error)
    } finally {
      this.#isReading = false
    }
    await this.#readStale()
  }
}

/** Codes asked for within one turn are looked up together. */
function lookup(find: MirrorSource<never>['find']): (code: string) => Promise<number | undefined> {
  let asked: { codes: Set<string>; found: Promise<ReadonlyMap<string, number>> } | null = null

  function ask(): NonNullable<typeof asked> {
    const codes = new Set<string>()
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asked = null
      return find([...codes])
    })
    return { codes, found }
  }
  return async (code) => {
    asked ??= ask()
    asked.codes.add(code)
    return (await asked.found).get(code)
  }
}
