// Pinduoduo's message channel (PMC): a WebSocket whose address is signed, JSON frames, messages sent until they are
// acknowledged. Source: public clients. What a refused address is answered, and the heartbeat limit, are [A].

import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { isSameText } from '../marketplace/control-routes.ts'
import { longNumber } from '../marketplace/long-number.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent } from '../marketplace/push-outbox.ts'
import { expectedDigest } from './expected-sign.ts'
import { toPmcMessage } from './pmc-message.ts'

const TOLERANCE_MS = 10 * 60_000
const SILENCE_MS = 30_000
const FRAME_BYTES_MAX = 64 * 1024
const ADDRESS = /^\/message\/([^/]+)\/(\d{1,15})\/([\w+=%-]+)$/

export function servePmc(app: FastifyInstance, market: Marketplace): void {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX })
  app.server.on('upgrade', (request, socket, head) => {
    const address = ADDRESS.exec(request.url ?? '')
    if (address === null) return void socket.destroy()
    const [, clientId = '', ms = '', digest = ''] = address
    server.handleUpgrade(request, socket, head, (client) => {
      if (isGenuine({ clientId, ms, digest }, market)) return serveClient(client, market)
      client.send(JSON.stringify({ commandType: 'Fail', failReason: 'invalid digest' }))
      client.close()
    })
  })
  app.addHook('preClose', async () => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
}

function isGenuine(address: { clientId: string; ms: string; digest: string }, market: Marketplace): boolean {
  const expected = expectedDigest(address, market.key('appSecret'))
  const isTimely = Math.abs(Number(address.ms) - market.now()) <= TOLERANCE_MS
  return (
    address.clientId === market.key('appKey') && isTimely && isSameText(decodeURIComponent(address.digest), expected)
  )
}

function serveClient(client: WebSocket, market: Marketplace): void {
  const send = (events: readonly MarketEvent[]): void => {
    for (const event of events) {
      const frame = toFrame(event, market.now())
      if (frame === null) market.outbox.confirm(event.id)
      else client.send(frame)
    }
  }
  const looking = setInterval(() => {
    market.refresh()
    send(market.outbox.take())
  }, market.lookEveryMs)
  let silence = setTimeout(() => client.terminate(), SILENCE_MS)
  client.on('error', () => client.terminate())
  client.on('close', () => {
    clearInterval(looking)
    clearTimeout(silence)
  })
  client.on('message', (data) => {
    clearTimeout(silence)
    silence = setTimeout(() => client.terminate(), SILENCE_MS)
    const { command, id } = readFrame(String(data as Buffer))
    if (command === 'HeartBeat') client.send(JSON.stringify({ commandType: 'HeartBeat', time: market.now() }))
    else if (command === 'Ack') market.outbox.confirm(id)
    else if (command !== 'Fail') client.close() // What failed is sent to the next connection.
  })
  send(market.outbox.pending()) // What an earlier connection never acknowledged.
}

/** Ids have 19 digits, so they are taken from the text. */
function readFrame(text: string): { command: string; id: string } {
  const command = /"commandType":"(\w+)"/.exec(text)?.[1] ?? ''
  return { command, id: /"id":"?(\d+)/.exec(text)?.[1] ?? '' }
}

function toFrame(event: MarketEvent, nowMs: number): string | null {
  const message = toPmcMessage(event)
  if (message === null) return null
  return JSON.stringify({
    id: longNumber(event.id),
    commandType: 'Common',
    time: event.atMs,
    sendTime: nowMs,
    message,
  })
}
