// A client of the push for tests, on a real socket. It checks every message against the contract, holds what a
// client should hold, and fails when a version ever goes back.

import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { PATHS, PUSH_PROTOCOL, ServerMessage } from '@tidegate/contract'
import type { ClientMessage, PushRow, TopicRefused } from '@tidegate/contract'
import { Compile } from 'typebox/compile'
import { WebSocket } from 'ws'

const schema = Compile(ServerMessage)

/** A waiting test gives up after this; nothing here takes a tenth of it on an idle machine. */
const PATIENCE_MS = 20_000
const POLL_MS = 5

export interface TestPush {
  readonly socket: WebSocket
  readonly messages: ServerMessage[]
  /** The newest row of each topic. */
  readonly held: ReadonlyMap<string, PushRow>
  readonly refused: TopicRefused[]
  /** Set once the connection is closed. */
  readonly closed: { code: number; reason: string } | null
  say(message: ClientMessage | string): void
  subscribe(topics: readonly string[], versions?: ReadonlyMap<string, PushRow>): void
  /** Resolves when the topic's row is so; rejects when it never is. */
  until<T = unknown>(topic: string, isSo: (value: T, version: number) => boolean): Promise<PushRow>
  close(): Promise<void>
}

export interface TestPushOptions {
  port: number
  cookie: string
  headers?: Record<string, string>
  protocol?: string
}

export async function openPush(options: TestPushOptions): Promise<TestPush> {
  const socket = handshake(options)
  const push = collect(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  return push
}

/** What the server answers a handshake it refuses. */
export async function refusedHandshake(options: TestPushOptions): Promise<number> {
  const socket = handshake(options)
  socket.on('error', () => undefined)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
  socket.terminate()
  return response.statusCode
}

function handshake({ port, cookie, headers, protocol = PUSH_PROTOCOL }: TestPushOptions): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}${PATHS.push}`, protocol, {
    headers: { cookie, origin: `http://127.0.0.1:${port}`, ...headers },
  })
}

function collect(socket: WebSocket): TestPush {
  const messages: ServerMessage[] = []
  const held = new Map<string, PushRow>()
  const refused: TopicRefused[] = []
  const faults: string[] = []
  let closed: TestPush['closed'] = null
  socket.on('close', (code, reason) => (closed = { code, reason: reason.toString() }))
  socket.on('message', (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString())
    if (!schema.Check(message)) return void faults.push(`not of the contract: ${data.toString()}`)
    messages.push(message)
    if (message.type === 'refused') refused.push(message)
    if (message.type !== 'snapshot' && message.type !== 'changed') return
    for (const row of message.rows) {
      const before = held.get(row.topic)?.version ?? -2
      if (row.version <= before && message.type === 'changed') faults.push(`${row.topic} went back`)
      held.set(row.topic, row)
    }
  })
  return {
    socket,
    messages,
    held,
    refused,
    get closed() {
      return closed
    },
    say: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    subscribe(topics, versions) {
      const wanted = topics.map((topic) => {
        const version = versions?.get(topic)?.version
        return version === undefined ? { topic } : { topic, version }
      })
      this.say({ type: 'subscribe', topics: wanted })
    },
    async until<T>(topic: string, isSo: (value: T, version: number) => boolean) {
      await waitFor(
        () => {
          if (faults.length > 0) throw new Error(faults.join('; '))
          const row = held.get(topic)
          return row !== undefined && isSo(row.value as T, row.version)
        },
        `${topic} (held: ${JSON.stringify([...held])})`,
      )
      return held.get(topic) as PushRow
    },
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return
      socket.terminate()
      await once(socket, 'close')
      if (faults.length > 0) throw new Error(faults.join('; '))
    },
  }
}

export async function waitFor(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (performance.now() > endMs) throw new Error(`waited in vain for ${what}`)
    await sleep(POLL_MS)
  }
}
