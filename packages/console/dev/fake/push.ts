// The stand-in's push: every second the newest value of whatever a page subscribed to.

import type { Server } from 'node:http'
import { PATHS, PUSH_PROTOCOL, PUSH_VERSION, parseTopic } from '@tidegate/contract'
import type { ClientMessage, PushRow, Topic } from '@tidegate/contract'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { summaryOf } from './order.ts'
import { overviewOf } from './overview.ts'
import { levelOf, poolOf } from './stock.ts'
import type { FakeState } from './world.ts'

const TICK_MS = 1_000
const NEWEST_ORDERS = 20

/** Returns what ends it. */
export function startFakePush(server: Server, state: FakeState): () => void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => PUSH_PROTOCOL })
  server.on('upgrade', (request, connection, head) => {
    if (request.url !== PATHS.push || !state.signedIn) return void connection.destroy()
    sockets.handleUpgrade(request, connection, head, (socket) => serve(socket, state))
  })
  return () => sockets.clients.forEach((socket) => socket.terminate())
}

function serve(socket: WebSocket, state: FakeState): void {
  const topics = new Map<string, Topic>()
  const say = (message: object): void => socket.send(JSON.stringify(message))
  const rowsOf = (wanted: ReadonlyMap<string, Topic>) =>
    [...wanted].map(([name, topic]) => ({ topic: name, version: Date.now(), value: valueOf(topic, state) }))
  say({ type: 'welcome', protocol: PUSH_VERSION })
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as ClientMessage
    if (message.type === 'unsubscribe') return message.topics.forEach((name) => topics.delete(name))
    const added = new Map<string, Topic>()
    for (const { topic: name } of message.topics) {
      const topic = parseTopic(name)
      if (topic === null || topic.kind === 'order') say({ type: 'refused', topic: name, code: 'not_found', detail: '' })
      else added.set(name, topic)
    }
    for (const [name, topic] of added) topics.set(name, topic)
    if (added.size > 0) say({ type: 'snapshot', rows: rowsOf(added) })
  })
  const timer = setInterval(() => topics.size > 0 && say({ type: 'changed', rows: rowsOf(topics) }), TICK_MS)
  socket.on('close', () => clearInterval(timer))
}

function valueOf(topic: Topic, state: FakeState): PushRow['value'] {
  const overview = overviewOf(state, Date.now())
  switch (topic.kind) {
    case 'overview':
      return overview
    case 'orders': {
      const newest = state.orders.slice(-NEWEST_ORDERS).toReversed()
      return {
        ordersTotal: overview.ordersTotal,
        stages: overview.pipeline.map(({ stage, count }) => ({ stage, count })),
        newest: newest.map((order) => summaryOf(order, Date.now())),
      }
    }
    case 'quarantine':
      return { open: overview.quarantined, lastAt: overview.quarantined === 0 ? null : overview.now }
    case 'shop':
      return { available: poolOf(state, topic.sku).available, basis: 'pool' }
    case 'location':
      return levelOf(poolOf(state, topic.sku), topic.location)
    case 'stock':
      return poolOf(state, topic.sku)
    case 'order':
      return null
  }
}
