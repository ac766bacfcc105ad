// One client's connection. It keeps no queue of frames, only which of its topics have something newer: what is
// sent is read from the topic when the connection takes it. So a slow client gets fewer and newer frames, and a
// stalled one holds a single message.

import { PUSH_CLOSE_CODES, PUSH_LIMITS, PUSH_VERSION, parseTopic, topicName } from '@tidegate/contract'
import type { PushAlive, PushCloseReason, TopicRefused, ServerMessage, Topic } from '@tidegate/contract'
import type { WebSocket } from 'ws'
import { readClientMessage } from './client-message.ts'
import type { Log } from '../log.ts'
import type { PushServerLimits } from './limits.ts'
import type { Subscription } from './live-topic.ts'
import { TopicsFullError } from './merchant-topics.ts'
import type { MerchantTopics } from './merchant-topics.ts'
import { actorOf, maySee } from './push-caller.ts'
import type { PushCaller } from './push-caller.ts'

export interface PushClientOptions {
  socket: WebSocket
  caller: PushCaller
  topics: MerchantTopics
  limits: PushServerLimits
  /** Has `flush` called soon. */
  flushSoon: (client: PushClient) => void
  log: Log
}

export class PushClient {
  readonly caller: PushCaller
  /** When anything last came, in `performance.now()`. */
  heardAt = performance.now()
  readonly #options: PushClientOptions
  readonly #socket: WebSocket
  readonly #subscriptions = new Map<string, Subscription>()
  /** Those with something to send. */
  readonly #touched = new Set<Subscription>()
  /** Answers and the frames being sent, in order. */
  #outgoing: string[] = []
  /** The time of a heartbeat not sent yet. */
  #beatDue: string | null = null
  #wasRefused = false
  #isSending = false
  #isClosed = false
  #second = 0
  #messagesThisSecond = 0

  constructor(options: PushClientOptions) {
    this.#options = options
    this.#socket = options.socket
    this.caller = options.caller
    this.#socket.on('message', (data, isBinary) => this.#hear(isBinary ? null : (data as Buffer).toString()))
    this.#socket.on('ping', (data) => this.#answerPing(data))
    this.#socket.on('pong', () => (this.heardAt = performance.now()))
    this.#socket.on('close', () => this.#forget())
    this.#say({ type: 'welcome', protocol: PUSH_VERSION })
  }

  /** Sends what there is, one message after the other as the connection takes them. */
  flush(): void {
    if (this.#isSending || this.#isClosed) return
    if (this.#beatDue !== null) this.#sendBeat(this.#beatDue)
    if (this.#outgoing.length === 0) this.#outgoing = this.#frames()
    const message = this.#outgoing.shift()
    if (message === undefined) return
    this.#isSending = true
    this.#socket.send(message, (error) => {
      this.#isSending = false
      if (error === undefined || error === null) this.flush()
    })
  }

  /** Proves that we live and asks whether the client does, as soon as it takes anything. */
  beat(now: string): void {
    this.#beatDue = now
    this.flush()
  }

  close(reason: PushCloseReason, text: string = reason): void {
    this.#socket.close(PUSH_CLOSE_CODES[reason], text.slice(0, CLOSE_REASON_CHARACTERS_MAX))
    this.#forget()
  }

  /** Without a word: nobody would hear it. */
  terminate(): void {
    this.#socket.terminate()
    this.#forget()
  }

  #sendBeat(now: string): void {
    this.#beatDue = null
    this.#socket.ping()
    const alive: PushAlive = { type: 'alive', now, behindMs: this.#options.topics.behindMs }
    this.#outgoing.push(JSON.stringify(alive))
  }

  #hear(text: string | null): void {
    if (this.#isClosed || !this.#mayGoOn()) return
    const message = readClientMessage(text)
    if (!message.ok) return this.close('bad_message', message.expected)
    if (message.value.type === 'unsubscribe') for (const name of message.value.topics) this.#unsubscribe(name)
    else for (const { topic, version } of message.value.topics) void this.#subscribe(topic, version ?? null)
  }

  #mayGoOn(): boolean {
    this.heardAt = performance.now()
    const second = Math.floor(this.heardAt / 1_000)
    if (second !== this.#second) this.#messagesThisSecond = 0
    this.#second = second
    this.#messagesThisSecond += 1
    if (this.#messagesThisSecond <= PUSH_LIMITS.messagesPerSecondMax) return true
    this.close('too_many_messages')
    return false
  }

  /** The library's own pongs would gather without limit at a client that pings and never reads. */
  #answerPing(data: Buffer): void {
    if (this.#mayGoOn() && !this.#isSending) this.#socket.pong(data)
  }

  async #subscribe(name: string, held: number | null): Promise<void> {
    const known = this.#subscriptions.get(name)
    if (known !== undefined) return this.#answerAgain(known, held)
    const topic = parseTopic(name)
    if (topic === null || topicName(topic) !== name)
      return this.#refuse(name, 'bad_request', 'This is no topic; see docs/reference/push.md')
    if (!maySee(this.caller, topic.kind))
      return this.#refuse(name, 'not_allowed', 'Your role, or the scopes of your key, do not include this')
    if (this.#subscriptions.size >= PUSH_LIMITS.topicsPerConnectionMax)
      return this.#refuse(name, 'too_many_requests', `At most ${PUSH_LIMITS.topicsPerConnectionMax} topics at once`)
    const subscription: Subscription = { name, topic: null, held, isAnswered: false, touch: () => undefined }
    subscription.touch = () => this.#touch(subscription)
    this.#subscriptions.set(name, subscription)
    await this.#open(subscription, topic)
  }

  async #open(subscription: Subscription, topic: Topic): Promise<void> {
    const { topics, log } = this.#options
    const { name } = subscription
    try {
      const live = await topics.acquire(topic)
      const isWanted = this.#subscriptions.get(name) === subscription
      if (live === null) {
        if (isWanted) this.#drop(name, 'not_found', 'There is no such thing here')
      } else if (isWanted) {
        subscription.topic = live
        live.subscriptions.add(subscription)
        subscription.touch()
      } else topics.release(live)
    } catch (error) {
      if (!(error instanceof TopicsFullError)) log.error({ err: error }, 'a topic could not be opened')
      if (this.#subscriptions.get(name) === subscription) this.#drop(name, 'overloaded', 'Try again shortly')
    }
  }

  #answerAgain(subscription: Subscription, held: number | null): void {
    subscription.held = held
    subscription.isAnswered = false
    subscription.touch()
  }

  #drop(name: string, code: TopicRefused['code'], detail: string): void {
    this.#subscriptions.delete(name)
    this.#refuse(name, code, detail)
  }

  #refuse(topic: string, code: TopicRefused['code'], detail: string): void {
    // Once: who tries names of things that are not theirs shows, and cannot fill the log.
    if (!this.#wasRefused) this.#options.log.warn({ actor: actorOf(this.caller), code }, 'a topic was refused')
    this.#wasRefused = true
    this.#say({ type: 'refused', topic, code, detail })
  }

  #unsubscribe(name: string): void {
    const subscription = this.#subscriptions.get(name)
    if (subscription === undefined) return
    this.#subscriptions.delete(name)
    this.#touched.delete(subscription)
    if (subscription.topic === null) return
    subscription.topic.subscriptions.delete(subscription)
    this.#options.topics.release(subscription.topic)
  }

  #forget(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    for (const name of this.#subscriptions.keys()) this.#unsubscribe(name)
    this.#outgoing = []
  }

  #touch(subscription: Subscription): void {
    this.#touched.add(subscription)
    this.#options.flushSoon(this)
  }

  #say(message: ServerMessage): void {
    if (this.#isClosed) return
    this.#outgoing.push(JSON.stringify(message))
    // Answers are not dropped, so a client that asks and does not read is closed.
    if (this.#outgoing.length > this.#options.limits.unreadAnswersMax) this.close('too_many_messages')
    else this.#options.flushSoon(this)
  }

  /** The next rows that are newer than what the client has, as up to three messages. */
  #frames(): string[] {
    const frames = { snapshot: [] as string[], current: [] as string[], changed: [] as string[] }
    let rows = 0
    for (const subscription of this.#touched) {
      const { topic, held, isAnswered } = subscription
      if (rows >= this.#options.limits.rowsPerFrameMax) break
      this.#touched.delete(subscription)
      // Not read yet: the first value touches it again.
      if (topic === null || topic.version === null) continue
      const isNewer = held === null || topic.version > held
      if (isAnswered && !isNewer) continue
      if (!isNewer) frames.current.push(topic.name)
      else frames[isAnswered ? 'changed' : 'snapshot'].push(topic.row)
      subscription.isAnswered = true
      if (isNewer) subscription.held = topic.version
      rows += 1
    }
    const messages: string[] = []
    if (frames.current.length > 0)
      messages.push(JSON.stringify({ type: 'current', topics: frames.current } satisfies ServerMessage))
    for (const type of ['snapshot', 'changed'] as const)
      if (frames[type].length > 0) messages.push(`{"type":"${type}","rows":[${frames[type].join(',')}]}`)
    return messages
  }
}

/** A closing frame holds 125 bytes, two of which are the code. */
const CLOSE_REASON_CHARACTERS_MAX = 120
