// Subscriptions that sellers' applications make by the platform's API: one topic at one address. The platform gives up
// one whose messages are not taken, and then tells nobody of that topic.

import type { PushOutbox } from './push-outbox.ts'

export interface Webhook {
  id: number
  topic: string
  url: string
  /** Signs its messages; null where one secret signs all of them. */
  secret: string | null
  status: 'active' | 'paused' | 'disabled'
  /** Messages in a row that were not taken, repeats and all. */
  failures: number
}

export interface WebhookRules {
  /** With so many messages in a row not taken, the platform gives up. */
  failuresMax: number
  /** What then becomes of the subscription. */
  endsAs: 'removed' | 'disabled'
}

export class WebhookBook {
  private readonly rows = new Map<number, Webhook>()
  private readonly outbox: PushOutbox
  private readonly rules: WebhookRules
  private lastId = 0

  constructor(outbox: PushOutbox, rules: WebhookRules) {
    this.outbox = outbox
    this.rules = rules
  }

  all(): readonly Webhook[] {
    return [...this.rows.values()]
  }

  find(id: number): Webhook | undefined {
    return this.rows.get(id)
  }

  add(wanted: Pick<Webhook, 'topic' | 'url' | 'secret'>): Webhook {
    const webhook: Webhook = { ...wanted, id: ++this.lastId, status: 'active', failures: 0 }
    this.rows.set(webhook.id, webhook)
    this.outbox.unmute()
    return webhook
  }

  setStatus(webhook: Webhook, status: Webhook['status']): void {
    webhook.status = status
    if (this.hasActive) this.outbox.unmute()
    else this.outbox.mute()
  }

  /** Those that want messages of this topic. */
  of(topic: string): readonly Webhook[] {
    return this.all().filter((webhook) => webhook.topic === topic && webhook.status === 'active')
  }

  get hasActive(): boolean {
    return this.all().some(({ status }) => status === 'active')
  }

  answered(webhook: Webhook, isTaken: boolean): void {
    webhook.failures = isTaken ? 0 : webhook.failures + 1
    if (webhook.failures >= this.rules.failuresMax) this.giveUp(webhook)
  }

  giveUpAll(): void {
    for (const webhook of this.all()) this.giveUp(webhook)
  }

  private giveUp(webhook: Webhook): void {
    webhook.status = 'disabled'
    if (this.rules.endsAs === 'removed') this.rows.delete(webhook.id)
    if (!this.hasActive) this.outbox.mute()
  }
}
