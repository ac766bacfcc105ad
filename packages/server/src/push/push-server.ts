// The push: its connections, what they may cost, and when they end. Everything goes by a few timers: one
// flush for all who have something to send, one heartbeat, one look at who may still be here.

import { setTimeout as sleep } from 'node:timers/promises'
import { PUSH_CLOSE_CODES } from '@tidegate/contract'
import type { Control } from '@tidegate/engine'
import type { WebSocket } from 'ws'
import { Refusal } from '../http/problems.ts'
import type { Log } from '../log.ts'
import type { PushServerLimits } from './limits.ts'
import type { MerchantTopics } from './merchant-topics.ts'
import { merchantCodeOf, readStanding } from './push-caller.ts'
import type { PushCaller } from './push-caller.ts'
import { PushClient } from './push-client.ts'

/** An open connection keeps the HTTP server from ending. */
const GOODBYE_MS_MAX = 1_000
const GOODBYE_STEP_MS = 20

export interface PushServerOptions {
  control: Pick<Control, 'findSessions' | 'findApiKeys'>
  topicsOf: (merchantCode: string) => Promise<MerchantTopics>
  limits: PushServerLimits
  now: () => number
  log: Log
}

export class PushServer {
  readonly #options: PushServerOptions
  readonly #clients = new Set<PushClient>()
  readonly #waiting = new Set<PushClient>()
  readonly #timers: NodeJS.Timeout[]
  #isClosed = false
  #second = 0
  #acceptsThisSecond = 0

  constructor(options: PushServerOptions) {
    this.#options = options
    const { aliveIntervalMs, accessCheckMs } = options.limits
    this.#timers = [
      setInterval(() => this.#beat(), aliveIntervalMs),
      setInterval(() => void this.#checkAccess(), accessCheckMs),
    ]
  }

  get connections(): number {
    return this.#clients.size
  }

  /** Refuses a connection there is no room for, before it is one. */
  admit(caller: PushCaller): void {
    const { connectionsMax, connectionsPerCallerMax, acceptsPerSecondMax } = this.#options.limits
    const second = Math.floor(performance.now() / 1_000)
    if (second !== this.#second) this.#acceptsThisSecond = 0
    this.#second = second
    this.#acceptsThisSecond += 1
    if (this.#acceptsThisSecond > acceptsPerSecondMax || this.#clients.size >= connectionsMax)
      throw new Refusal('overloaded', { detail: 'Too many connections at once' })
    let own = 0
    for (const client of this.#clients) if (client.caller.token === caller.token) own += 1
    if (own >= connectionsPerCallerMax)
      throw new Refusal('too_many_requests', { detail: `At most ${connectionsPerCallerMax} connections each` })
  }

  async connect(socket: WebSocket, caller: PushCaller): Promise<void> {
    const { topicsOf, limits, log } = this.#options
    // Nothing the client says is lost meanwhile.
    socket.pause()
    const topics = await topicsOf(merchantCodeOf(caller))
    if (this.#isClosed) socket.close(PUSH_CLOSE_CODES.stopping)
    if (socket.readyState !== socket.OPEN) return
    const client = new PushClient({ socket, caller, topics, limits, log, flushSoon: (each) => this.#flushSoon(each) })
    this.#clients.add(client)
    socket.on('close', () => this.#clients.delete(client))
    socket.resume()
  }

  /** Closes what was opened with this session. */
  endSession(token: string): void {
    for (const client of this.#clients) if (client.caller.token === token) client.close('session_ended')
  }

  /** Says goodbye, and waits no longer than a client that listens needs. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#timers) clearInterval(timer)
    for (const client of this.#clients) client.close('stopping')
    const deadline = performance.now() + GOODBYE_MS_MAX
    while (this.#clients.size > 0 && performance.now() < deadline) await sleep(GOODBYE_STEP_MS)
    for (const client of this.#clients) client.terminate()
  }

  /** A client may be constructed and flushed before it is listed. */
  #flushSoon(client: PushClient): void {
    if (this.#waiting.size === 0) setTimeout(() => this.#flush(), this.#options.limits.flushIntervalMs)
    this.#waiting.add(client)
  }

  #flush(): void {
    const clients = [...this.#waiting]
    this.#waiting.clear()
    for (const client of clients) client.flush()
  }

  #beat(): void {
    const now = new Date(this.#options.now()).toISOString()
    const deadBefore = performance.now() - this.#options.limits.deadAfterMs
    for (const client of this.#clients) {
      if (client.heardAt < deadBefore) client.terminate()
      else client.beat(now)
    }
  }

  /** While the database does not answer, nobody is sent away. */
  async #checkAccess(): Promise<void> {
    if (this.#clients.size === 0) return
    try {
      const callers = [...this.#clients].map(({ caller }) => caller)
      const standing = await readStanding(this.#options.control, callers)
      for (const client of this.#clients) {
        const found = standing.get(client.caller.token)
        if (found === 'ended') client.close('session_ended')
        else if (found === 'changed') client.close('access_changed')
      }
    } catch (error) {
      this.#options.log.error({ err: error }, 'who may still be connected could not be asked')
    }
  }
}
