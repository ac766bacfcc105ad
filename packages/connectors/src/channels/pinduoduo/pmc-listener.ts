// Pinduoduo's messages (PMC): a WebSocket whose address is signed, JSON frames, each message acknowledged when it is
// durable. Source: public clients only; frames and digest are in no official text [A].

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { AccessValues } from '../definition.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { parseLossless, parseLosslessBytes } from '../json.ts'
import { logWords } from '../json-answer.ts'
import type { PushDelivery, PushListener, PushNotice } from '../push.ts'
import { openSocket } from '../web-socket.ts'
import type { PlatformSocket } from '../web-socket.ts'
import { pmcDigest } from './sign.ts'

interface PmcOptions {
  address: URL
  access: AccessValues
  now: () => Instant
  subscribe: PushListener['subscribe']
}

const CONNECT_MS = 10 * SECOND_MS
const HEARTBEAT_MS = 8 * SECOND_MS // Every 5 to 10 s, says the contract.
const SILENCE_MS = 2 * MINUTE_MS // [A] Whether heartbeats are answered is not documented.
const FRAME_BYTES_MAX = 256 * 1024 // A message names an order; its content is under a kilobyte.

export function pmcListener({ address, access, now, subscribe }: PmcOptions): PushListener {
  return {
    subscribe,
    async *listen(signal) {
      await using socket = await openSocket({
        url: signedAddress({ address, access, now }),
        connectMs: CONNECT_MS,
        silenceMs: SILENCE_MS,
        bytesMax: FRAME_BYTES_MAX,
        signal,
      })
      yield* deliveries(socket, now)
    },
  }
}

function signedAddress({ address, access, now }: Omit<PmcOptions, 'subscribe'>): URL {
  const clientId = access['appKey'] ?? ''
  const ms = String(now())
  const digest = pmcDigest({ clientId, ms }, access['appSecret'] ?? '')
  return new URL(`${encodeURIComponent(clientId)}/${ms}/${digest}`, address)
}

async function* deliveries(socket: PlatformSocket, now: () => Instant): AsyncGenerator<PushDelivery> {
  const beat = (): void => socket.send(JSON.stringify({ commandType: 'HeartBeat', time: now() }))
  const timer = setInterval(beat, HEARTBEAT_MS)
  try {
    beat()
    for await (const bytes of socket.messages()) {
      const frame = readFrame(bytes)
      if (frame.command === 'Fail') {
        throw new ChannelError('refused', 'pmc_refused', { message: `PMC refuses: ${frame.failReason}` })
      }
      if (frame.command !== 'Common') continue // A heartbeat.
      yield { notice: toNotice(frame), confirm: async () => socket.send(acknowledgement(frame, now())) }
    }
  } finally {
    clearInterval(timer)
  }
}

interface PmcFrame {
  command: string
  id: string
  at: Instant | null
  topic: string
  mallId: string
  content: string
  failReason: string
}

function readFrame(bytes: Uint8Array): PmcFrame {
  const parsed = parseLosslessBytes(bytes)
  const frame = decodeFields((): PmcFrame => {
    const reader = new ObjectReader(parsed.ok ? parsed.value : null, 'frame')
    const command = reader.text('commandType')
    const isMessage = command === 'Common'
    const message = isMessage ? reader.object('message') : null
    return {
      command,
      id: isMessage ? reader.digits('id') : '',
      at: isMessage ? reader.optionalEpoch('time', 'ms') : null,
      topic: message?.text('type') ?? '',
      mallId: message?.optionalIdentifier('mallID') ?? '',
      content: message?.text('content') ?? '',
      failReason: logWords(reader.value('failReason')),
    }
  })
  if (frame.ok) return frame.value
  throw new ChannelError('retry', 'not_a_frame', { message: `PMC sent no frame: ${frame.problem.field}` })
}

/** Ids go back as the numbers they came as, digit for digit: a float would acknowledge another message. */
function acknowledgement({ id, at, topic, mallId }: PmcFrame, sendTime: Instant): string {
  const mall = /^\d{1,20}$/.test(mallId) ? mallId : JSON.stringify(mallId)
  const times = `"time":${at ?? sendTime},"sendTime":${sendTime}`
  return `{"commandType":"Ack","id":${id},${times},"type":${JSON.stringify(topic)},"mallID":${mall}}`
}

const GOODS_TOPIC = /^pdd_goods_/

/** Trades and refunds carry `tid`, goods `goods_id`; their amounts, in fen, are not read: the order is. */
function toNotice({ id, at, topic, content }: PmcFrame): PushNotice {
  const message = { messageId: id, topic, at }
  const parsed = parseLossless(content)
  const ids = decodeFields(() => {
    const reader = new ObjectReader(parsed.ok ? parsed.value : {}, '')
    return { order: reader.optionalIdentifier('tid'), item: reader.optionalIdentifier('goods_id') }
  })
  const { order, item } = ids.ok ? ids.value : { order: null, item: null }
  if (GOODS_TOPIC.test(topic) && item !== null) return { ...message, kind: 'listing_changed', platformItemId: item }
  return order === null ? { ...message, kind: 'other' } : { ...message, kind: 'order_changed', platformOrderId: order }
}
