// Taobao's message channel (TMC): a WebSocket on the gateway's own port, binary frames, messages pushed until they
// are confirmed. Source: the official Java client and tmc.js. Failure codes and the delay before a message comes
// again are [A].

import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { isSameText } from '../marketplace/control-routes.ts'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { MarketEvent } from '../marketplace/push-outbox.ts'
import { decodeFrame, encodeFrame, FRAME_TYPES } from './tmc-frame.ts'
import type { FrameValue, TmcFrame } from './tmc-frame.ts'
import { toTmcMessage } from './tmc-message.ts'

const KIND_PULL = 1
const KIND_CONFIRM = 2
const TOLERANCE_MS = 10 * 60_000
const FRAME_BYTES_MAX = 64 * 1024
const STATUS_REFUSED = 401

export function serveTmc(app: FastifyInstance, market: Marketplace, sellerNick: string): void {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX })
  app.server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/') return void socket.destroy()
    server.handleUpgrade(request, socket, head, (client) => serveClient(client, market, sellerNick))
  })
  app.addHook('preClose', async () => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
}

function serveClient(client: WebSocket, market: Marketplace, sellerNick: string): void {
  let token: string | null = null
  const send = (events: readonly MarketEvent[]): void => {
    for (const event of events) client.send(toFrame(event, sellerNick))
  }
  const timer = setInterval(() => {
    if (token === null) return
    market.refresh()
    send(market.outbox.take())
  }, market.lookEveryMs)
  client.on('close', () => clearInterval(timer))
  client.on('error', () => client.terminate())
  client.on('message', (data) => {
    const frame = readFrame(data as Buffer)
    if (frame === null) return client.terminate()
    if (frame.type === FRAME_TYPES.connect) {
      token = isGenuine(frame, market) ? randomBytes(12).toString('hex') : null
      client.send(token === null ? REFUSED : encodeFrame({ type: FRAME_TYPES.connectAck, token }))
      if (token === null) return client.close()
      return send(market.outbox.pending()) // What an earlier connection never confirmed.
    }
    if (token === null || frame.token !== token) return client.close()
    const kind = Number(frame.content.get('__kind') ?? 0)
    if (kind === KIND_CONFIRM) market.outbox.confirm(String(frame.content.get('id')))
    if (kind === KIND_PULL) send(market.outbox.take())
  })
}

const REFUSED = encodeFrame({
  type: FRAME_TYPES.connectAck,
  statusCode: STATUS_REFUSED,
  statusPhrase: 'invalid sign',
})

function readFrame(data: Buffer): TmcFrame | null {
  try {
    return decodeFrame(data)
  } catch {
    return null
  }
}

/** The md5 rule of the gateway over exactly these three. */
function isGenuine({ content }: TmcFrame, market: Marketplace): boolean {
  const [appKey, group, timestamp, sign] = ['app_key', 'group_name', 'timestamp', 'sign'].map((name) =>
    String(content.get(name) ?? ''),
  )
  const secret = market.key('appSecret')
  const base = `${secret}app_key${appKey}group_name${group}timestamp${timestamp}${secret}`
  const expected = createHash('md5').update(base).digest('hex').toUpperCase()
  const isTimely = Math.abs(Number(timestamp) - market.now()) <= TOLERANCE_MS
  return appKey === market.key('appKey') && isTimely && isSameText(sign ?? '', expected)
}

function toFrame(event: MarketEvent, sellerNick: string): Buffer {
  const { topic, content } = toTmcMessage(event, sellerNick)
  const fields: [string, FrameValue][] = [
    ['id', BigInt(event.id)],
    ['topic', topic],
    ['content', JSON.stringify(content)],
    ['nick', sellerNick],
    ['publisher', '12497914'],
    ['time', BigInt(event.atMs)],
    ['retried', 0],
  ]
  return encodeFrame({ type: FRAME_TYPES.send, content: new Map(fields) })
}
