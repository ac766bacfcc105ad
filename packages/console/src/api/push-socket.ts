// One connection to the push for the whole tab. It holds each topic's newest row, comes back by itself after a
// cut and says what it holds, so that it is told only what is newer; an older row is never handed on.

import { PUSH_CLOSE_CODES, PUSH_LIMITS } from '@tidegate/contract'
import type { PushRow, ServerMessage } from '@tidegate/contract'

/**
 * `idle`: nobody wants anything. `live`: what is held is current. `behind`: the server lives and cannot ask its
 * database. `reconnecting`: what is held may be old.
 */
export type PushState = 'idle' | 'live' | 'behind' | 'reconnecting'

export interface PushSocketOptions {
  open: () => WebSocket
  /** The state, or which topics are current, changed. */
  stateChanged: () => void
  /** Something came: the server is there. */
  heard: () => void
  /** The session is over. */
  signedOut: () => void
}

/** A page that is left and entered again, or a row that leaves the screen and returns, costs no new subscribe. */
const LINGER_MS = 2_000
/** Doubled with each attempt and drawn from between: after a restart thousands come back, not all at once. */
const RETRY_MS_MIN = 500
const RETRY_MS_MAX = 20_000
/** After a cut longer than this, versions may have begun anew (a backup was restored): nothing is taken as held. */
const RESUME_MS_MAX = 10 * 60_000
/** The server's database did not answer for so long: what is shown may be old. */
const BEHIND_MS_MIN = 5_000

type Listener = (row: PushRow) => void

interface Topic {
  listeners: Set<Listener>
  held: PushRow | null
  isSubscribed: boolean
  /** The server answered on this connection: what is held is the newest, and whatever is newer will come. */
  isCurrent: boolean
  leaving: ReturnType<typeof setTimeout> | undefined
}

export class PushSocket {
  readonly #options: PushSocketOptions
  readonly #topics = new Map<string, Topic>()
  #socket: WebSocket | null = null
  #isWelcome = false
  #state: PushState = 'idle'
  #attempts = 0
  #cutAt: number | null = null
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  /** Topics to be asked for, and to be let go, with the next message. */
  readonly #wanted = new Set<string>()
  readonly #unwanted = new Set<string>()
  #saying: ReturnType<typeof setTimeout> | undefined

  constructor(options: PushSocketOptions) {
    this.#options = options
  }

  get state(): PushState {
    return this.#state
  }

  /** Whether the topic's newest row comes by itself at the moment. */
  isCurrent(name: string): boolean {
    return this.#state === 'live' && this.#topics.get(name)?.isCurrent === true
  }

  /** Hands on the row that is held, and every newer one, until let go. */
  listen(name: string, listener: Listener): () => void {
    const topic = this.#topics.get(name) ?? {
      listeners: new Set(),
      held: null,
      isSubscribed: false,
      isCurrent: false,
      leaving: undefined,
    }
    clearTimeout(topic.leaving)
    this.#topics.set(name, topic)
    topic.listeners.add(listener)
    if (topic.held !== null) listener(topic.held)
    if (!topic.isSubscribed) this.#want(name)
    this.#connect()
    return () => {
      topic.listeners.delete(listener)
      if (topic.listeners.size === 0) topic.leaving = setTimeout(() => this.#leave(name, topic), LINGER_MS)
    }
  }

  /** Does not wait for the next attempt: somebody looks. */
  hurry(): void {
    if (this.#retry === undefined) return
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#connect()
  }

  /** Whoever comes next sees nothing of what this one saw, and is connected anew. */
  forget(): void {
    for (const topic of this.#topics.values()) topic.held = null
    this.#rest()
  }

  #leave(name: string, topic: Topic): void {
    if (topic.listeners.size > 0 || this.#topics.get(name) !== topic) return
    this.#topics.delete(name)
    this.#wanted.delete(name)
    if (topic.isSubscribed) this.#unwanted.add(name)
    if (this.#topics.size === 0) this.#rest()
    else this.#saySoon()
  }

  /** Nobody wants anything: no connection either. */
  #rest(): void {
    this.#drop()
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#setState('idle')
  }

  #connect(): void {
    if (this.#socket !== null || this.#retry !== undefined || this.#topics.size === 0) return
    if (this.#state === 'idle') this.#setState('reconnecting')
    const socket = this.#options.open()
    this.#socket = socket
    this.#listenForSilence()
    socket.addEventListener('message', ({ data }) => this.#hear(socket, String(data)))
    socket.addEventListener('close', ({ code }) => this.#closed(socket, code))
  }

  #hear(socket: WebSocket, text: string): void {
    if (socket !== this.#socket) return
    this.#listenForSilence()
    this.#options.heard()
    // The type is the contract's; the subprotocol names its version, so it is not validated here.
    const message = JSON.parse(text) as ServerMessage
    switch (message.type) {
      case 'welcome':
        return this.#welcome()
      case 'snapshot':
        for (const row of message.rows) this.#take(row)
        return this.#answered(message.rows.map(({ topic }) => topic))
      case 'current':
        return this.#answered(message.topics)
      case 'changed':
        for (const row of message.rows) this.#take(row)
        return
      case 'alive':
        return this.#setState(message.behindMs > BEHIND_MS_MIN ? 'behind' : 'live')
      case 'refused':
        // The page goes on asking, and says itself what it finds.
        return
    }
  }

  #welcome(): void {
    const isOld = this.#cutAt !== null && Date.now() - this.#cutAt > RESUME_MS_MAX
    if (isOld) for (const topic of this.#topics.values()) topic.held = null
    this.#isWelcome = true
    this.#attempts = 0
    this.#cutAt = null
    this.#setState('live')
    for (const name of this.#topics.keys()) this.#want(name)
  }

  #take(row: PushRow): void {
    const topic = this.#topics.get(row.topic)
    if (topic === undefined || (topic.held !== null && row.version <= topic.held.version)) return
    topic.held = row
    for (const listener of topic.listeners) listener(row)
  }

  #answered(names: readonly string[]): void {
    for (const name of names) {
      const topic = this.#topics.get(name)
      if (topic !== undefined) topic.isCurrent = true
    }
    this.#options.stateChanged()
  }

  #want(name: string): void {
    this.#wanted.add(name)
    this.#unwanted.delete(name)
    this.#saySoon()
  }

  /** What one turn of the page wants goes in one message. */
  #saySoon(): void {
    if (this.#saying !== undefined) return
    this.#saying = setTimeout(() => {
      this.#saying = undefined
      if (this.#isWelcome) this.#say()
    }, 0)
  }

  #say(): void {
    for (const topics of inParts(this.#unwanted)) this.#send({ type: 'unsubscribe', topics })
    for (const names of inParts(this.#wanted)) {
      const topics = names.map((topic) => {
        const version = this.#topics.get(topic)?.held?.version
        return version === undefined ? { topic } : { topic, version }
      })
      this.#send({ type: 'subscribe', topics })
    }
    for (const name of this.#wanted) {
      const topic = this.#topics.get(name)
      if (topic !== undefined) topic.isSubscribed = true
    }
    this.#unwanted.clear()
    this.#wanted.clear()
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message))
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket !== this.#socket) return
    this.#drop()
    if (code === PUSH_CLOSE_CODES.session_ended) {
      this.forget()
      return this.#options.signedOut()
    }
    this.#setState('reconnecting')
    const longest = Math.min(RETRY_MS_MAX, RETRY_MS_MIN * 2 ** this.#attempts)
    this.#attempts += 1
    this.#retry = setTimeout(() => this.hurry(), longest * (0.5 + Math.random() / 2))
  }

  /** A connection may be dead without either side having been told. */
  #listenForSilence(): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    if (socket !== null) this.#silence = setTimeout(() => this.#closed(socket, 1006), PUSH_LIMITS.deadAfterMs)
  }

  #drop(): void {
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#socket = null
    if (this.#isWelcome) this.#cutAt = Date.now()
    this.#isWelcome = false
    for (const topic of this.#topics.values()) {
      topic.isSubscribed = false
      topic.isCurrent = false
    }
    this.#unwanted.clear()
    socket?.close()
  }

  #setState(state: PushState): void {
    if (state === this.#state) return
    this.#state = state
    this.#options.stateChanged()
  }
}

function inParts(names: ReadonlySet<string>): string[][] {
  const all = [...names]
  const size = PUSH_LIMITS.topicsPerMessageMax
  return Array.from({ length: Math.ceil(all.length / size) }, (_, part) => all.slice(part * size, (part + 1) * size))
}
