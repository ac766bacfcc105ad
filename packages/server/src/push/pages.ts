// Topics that are whole pages. They are read again when something of the merchant changed, though not more
// than once a second, once for everybody who looks; and now and then without a change, because ages grow.

import type { NewestOrders, OpenQuarantine, Overview } from '@tidegate/contract'
import type { MerchantReads, Unwatch, Watch } from '@tidegate/engine'
import type { Log } from '../log.ts'
import type { Publish } from './topic-sources.ts'

/** As often as a person can read a figure. */
const REFRESH_MS_MIN = 1_000
/** Ages and lags are shown in seconds and matter in minutes. */
const REFRESH_MS_MAX = 5_000
const NEWEST_ORDERS = 20

export type PageKind = 'overview' | 'orders' | 'quarantine'

interface Page {
  publish: Publish
  /** What was last published. */
  text: string
}

export interface PagesOptions {
  watch: Watch
  /** Of its own, so that no answer given to somebody else before is taken for a fresh one. */
  reads: MerchantReads
  log: Log
}

export class Pages {
  readonly #options: PagesOptions
  readonly #pages = new Map<PageKind, Page>()
  #unwatch: Unwatch | null = null
  #timer: NodeJS.Timeout | null = null
  #isReading = false
  #isChanged = false
  #readAt = 0

  constructor(options: PagesOptions) {
    this.#options = options
  }

  watch(kind: PageKind, publish: Publish): Unwatch {
    const page: Page = { publish, text: '' }
    this.#pages.set(kind, page)
    this.#unwatch ??= this.#options.watch.any(() => this.#changed())
    this.#schedule(0)
    return () => {
      if (this.#pages.get(kind) === page) this.#pages.delete(kind)
      if (this.#pages.size === 0) this.#stop()
    }
  }

  #changed(): void {
    if (this.#isChanged) return
    this.#isChanged = true
    if (!this.#isReading) this.#schedule(REFRESH_MS_MIN - (Date.now() - this.#readAt))
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#refresh(), Math.max(0, delayMs))
  }

  async #refresh(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    this.#isChanged = false
    try {
      for (const [kind, page] of this.#pages) await this.#read(kind, page)
    } catch (error) {
      this.#options.log.error({ err: error }, 'a page could not be read for the push')
    } finally {
      this.#isReading = false
      this.#readAt = Date.now()
      if (this.#pages.size > 0) this.#schedule(this.#isChanged ? REFRESH_MS_MIN : REFRESH_MS_MAX)
    }
  }

  async #read(kind: PageKind, page: Page): Promise<void> {
    // Before the reading: what is published is at least as new as its version says.
    const version = await this.#options.watch.now()
    const value = await this.#valueOf(kind)
    const text = JSON.stringify(value)
    if (text === page.text) return
    page.text = text
    page.publish(version, value)
  }

  #valueOf(kind: PageKind): Promise<Overview | NewestOrders | OpenQuarantine> {
    const { reads } = this.#options
    if (kind === 'overview') return reads.overview()
    return kind === 'orders' ? newestOrders(reads) : reads.openQuarantine()
  }

  #stop(): void {
    this.#unwatch?.()
    this.#unwatch = null
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}

async function newestOrders(reads: MerchantReads): Promise<NewestOrders> {
  const [{ ordersTotal, pipeline }, newest] = await Promise.all([reads.overview(), reads.newestOrders(NEWEST_ORDERS)])
  return { ordersTotal, stages: pipeline.map(({ stage, count }) => ({ stage, count })), newest }
}
