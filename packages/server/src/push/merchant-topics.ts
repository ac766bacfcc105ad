// One merchant's topics, each open while somebody subscribes to it, once for all who do.

import { topicName } from '@tidegate/contract'
import type { Topic } from '@tidegate/contract'
import { openReads } from '@tidegate/engine'
import type { Unwatch } from '@tidegate/engine'
import type { Clock } from '../clock.ts'
import type { ServedGate, ServedGates } from '../http/gates.ts'
import type { Log } from '../log.ts'
import { LiveTopic } from './live-topic.ts'
import { Pages } from './pages.ts'
import { openSource } from './topic-sources.ts'
import type { WatchedMerchant } from './topic-sources.ts'

interface OpenTopic {
  live: LiveTopic
  users: number
  /** Null where there is no such thing. */
  source: Promise<Unwatch | null>
}

/** No more topics can be open. */
export class TopicsFullError extends Error {
  override readonly name = 'TopicsFullError'
}

export class MerchantTopics {
  readonly #merchant: WatchedMerchant
  readonly #topicsMax: number
  readonly #open = new Map<string, OpenTopic>()

  constructor(merchant: WatchedMerchant, topicsMax: number) {
    this.#merchant = merchant
    this.#topicsMax = topicsMax
  }

  get size(): number {
    return this.#open.size
  }

  /** For how long nothing could be checked against the database. */
  get behindMs(): number {
    return this.#merchant.watch.behindMs
  }

  /** Null where there is no such thing; else to be released. */
  async acquire(topic: Topic): Promise<LiveTopic | null> {
    const name = topicName(topic)
    const open = this.#open.get(name) ?? this.#openTopic(topic, name)
    open.users += 1
    try {
      if ((await open.source) !== null) return open.live
    } catch (error) {
      this.#leave(name, open)
      throw error
    }
    this.#leave(name, open)
    return null
  }

  release({ name }: LiveTopic): void {
    const open = this.#open.get(name)
    if (open !== undefined) this.#leave(name, open)
  }

  #openTopic(topic: Topic, name: string): OpenTopic {
    if (this.#open.size >= this.#topicsMax) throw new TopicsFullError(`${this.#topicsMax} topics are open`)
    const live = new LiveTopic(name)
    const source = openSource(topic, this.#merchant, (version, value) => live.publish(version, value))
    const open = { live, users: 0, source }
    this.#open.set(name, open)
    return open
  }

  #leave(name: string, open: OpenTopic): void {
    open.users -= 1
    if (open.users > 0) return
    if (this.#open.get(name) === open) this.#open.delete(name)
    open.source.then(
      (unwatch) => unwatch?.(),
      () => undefined,
    )
  }
}

export interface MerchantTopicsOptions {
  gates: ServedGates
  clock: Pick<Clock, 'now'>
  log: Log
  topicsMax: number
}

/** Each merchant's topics, which live as long as their gate. */
export function merchantTopics(options: MerchantTopicsOptions): (merchantCode: string) => Promise<MerchantTopics> {
  const { gates, clock, log, topicsMax } = options
  const opened = new WeakMap<ServedGate, MerchantTopics>()
  return async (merchantCode) => {
    const gate = await gates.open(merchantCode)
    const known = opened.get(gate)
    if (known !== undefined) return known
    const { database: sql, merchant, watch, context } = gate
    const reads = openReads({ sql, vault: context.vault, merchant, now: () => clock.now() })
    const topics = new MerchantTopics({ watch, pages: new Pages({ watch, reads, log }) }, topicsMax)
    opened.set(gate, topics)
    return topics
  }
}
