// Taobao's messages over TMC: connect signed, repeat the token, pull now and then as a safety net, confirm each
// message once it is durable. Source: the official Java client and tmc.js; what a failed connection answers and
// when an unconfirmed message comes again are not documented.

import { MINUTE_MS, SECOND_MS } from '@tidegate/domain'
import type { Instant } from '@tidegate/domain'
import { ChannelError } from '../channel.ts'
import type { AccessValues } from '../definition.ts'
import { decodeFields, ObjectReader } from '../fields.ts'
import { parseLossless } from '../json.ts'
import type { PushDelivery, PushListener, PushNotice } from '../push.ts'
import { openSocket } from '../web-socket.ts'
import type { PlatformSocket } from '../web-socket.ts'
import { signTaobao } from './sign.ts'
import { FRAME_TYPES, readFrame, writeFrame } from './tmc-frame.ts'
import type { TmcFrame } from './tmc-frame.ts'

export interface TmcOptions {
  address: URL
  access: AccessValues
  now: () => Instant
  subscribe: PushListener['subscribe']
  pullEveryMs?: number
}

const GROUP = 'default'
const KIND_PULL = 1
const KIND_CONFIRM = 2
const CONNECT_MS = 10 * SECOND_MS
const PULL_EVERY_MS = 30 * SECOND_MS // As the official client does.
const SILENCE_MS = 3 * MINUTE_MS // Several pulls without an answer or a ping.
const FRAME_BYTES_MAX = 256 * 1024 // A message names an order; its content is under a kilobyte.

export function tmcListener(options: TmcOptions): PushListener {
  return {
    subscribe: options.subscribe,
    async *listen(signal) {
      await using socket = await openSocket({
        url: options.address,
        connectMs: CONNECT_MS,
        silenceMs: SILENCE_MS,
        bytesMax: FRAME_BYTES_MAX,
        signal,
      })
      socket.send(connectFrame(options))
      yield* deliveries(socket, options.pullEveryMs ?? PULL_EVERY_MS)
    },
  }
}

async function* deliveries(socket: PlatformSocket, pullEveryMs: number): AsyncGenerator<PushDelivery> {
  let token = ''
  const pull = (): void => socket.send(writeFrame(FRAME_TYPES.send, token, [['__kind', KIND_PULL]]))
  let timer: NodeJS.Timeout | undefined
  try {
    for await (const bytes of socket.messages()) {
      const frame = readFrame(bytes)
      if (frame === null) throw new ChannelError('retry', 'not_a_frame', { message: 'TMC sent what is no frame' })
      if (frame.type === FRAME_TYPES.connectAck) {
        token = tokenOf(frame)
        pull()
        timer ??= setInterval(pull, pullEveryMs)
      } else if (frame.type === FRAME_TYPES.send && frame.content.has('topic')) {
        yield toDelivery(frame, (id) => {
          socket.send(
            writeFrame(FRAME_TYPES.send, token, [
              ['__kind', KIND_CONFIRM],
              ['id', id],
            ]),
          )
        })
      }
    }
  } finally {
    clearInterval(timer)
  }
}

function connectFrame({ access, now }: TmcOptions): Uint8Array {
  const signed = { app_key: access['appKey'] ?? '', group_name: GROUP, timestamp: String(now()) }
  const sign = signTaobao(signed, access['appSecret'] ?? '', 'md5')
  return writeFrame(FRAME_TYPES.connect, '', [...Object.entries(signed), ['sign', sign], ['sdk', 'tidegate']])
}

function tokenOf({ statusCode, statusPhrase, token }: TmcFrame): string {
  if ((statusCode === null || statusCode === 0) && token !== '') return token
  throw new ChannelError('refused', `tmc_${statusCode ?? 'no_token'}`, { message: `TMC refuses: ${statusPhrase}` })
}

function toDelivery({ content }: TmcFrame, confirm: (id: bigint) => void): PushDelivery {
  const id = content.get('id')
  if (typeof id !== 'bigint') throw new ChannelError('retry', 'no_id', { message: 'a TMC message has no id' })
  const at = content.get('time')
  return {
    notice: toNotice({
      messageId: String(id),
      topic: String(content.get('topic') ?? ''),
      at: typeof at === 'bigint' ? Number(at) : null,
      content: String(content.get('content') ?? ''),
    }),
    confirm: async () => confirm(id),
  }
}

interface TmcMessage {
  messageId: string
  topic: string
  at: Instant | null
  content: string
}

const ITEM_TOPIC = /^taobao_item_/

/** Topics of trades and refunds carry `tid`, those of items `num_iid`; whatever else comes is kept as `other`. */
export function toNotice({ content, ...message }: TmcMessage): PushNotice {
  const parsed = parseLossless(content)
  const ids = decodeFields(() => {
    const reader = new ObjectReader(parsed.ok ? parsed.value : {}, '')
    return { trade: reader.optionalIdentifier('tid'), item: reader.optionalIdentifier('num_iid') }
  })
  const { trade, item } = ids.ok ? ids.value : { trade: null, item: null }
  if (ITEM_TOPIC.test(message.topic) && item !== null) {
    return { ...message, kind: 'listing_changed', platformItemId: item }
  }
  return trade === null ? { ...message, kind: 'other' } : { ...message, kind: 'order_changed', platformOrderId: trade }
}
