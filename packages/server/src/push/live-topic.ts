// A topic while somebody subscribes to it: its newest value, and who wants it. Versions only rise, so what is
// sent never goes back.

/** One client's interest in one topic. */
export interface Subscription {
  readonly name: string
  /** Null until the topic is open. */
  topic: LiveTopic | null
  /** The newest version the client has; null where it has none. */
  held: number | null
  /** Whether the subscribe was answered. */
  isAnswered: boolean
  /** Has this sent soon. */
  touch: () => void
}

export class LiveTopic {
  readonly name: string
  readonly subscriptions = new Set<Subscription>()
  /** Null until the first value is known. */
  version: number | null = null
  #value: unknown = null
  #row: string | null = null

  constructor(name: string) {
    this.name = name
  }

  publish(version: number, value: unknown): void {
    if (this.version !== null && version <= this.version) return
    this.version = version
    this.#value = value
    this.#row = null
    for (const subscription of this.subscriptions) subscription.touch()
  }

  /** The row as JSON, made once for all who want it. */
  get row(): string {
    this.#row ??= JSON.stringify({ topic: this.name, version: this.version, value: this.#value })
    return this.#row
  }
}
