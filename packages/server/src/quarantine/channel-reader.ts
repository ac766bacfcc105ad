// Reads again what a channel's poll kept: an order's bytes by the channel's own decoder, a refund as it was listed,
// and an order the channel had refused to show by asking the channel once more.

import { channelDefinition, ChannelError } from '@tidegate/connectors'
import type { ChannelAdapter, DecodedOrder, ListedRefund } from '@tidegate/connectors'
import { shopKeyText } from '@tidegate/domain'
import type { OrderKey, ShopKey } from '@tidegate/domain'
import type { ContentToRead, Reading } from '@tidegate/engine'
import { actorOf, misdirected } from '../intake/feed.ts'
import { problemReason, UNSHOWN_CODES } from '../intake/quarantine-words.ts'
import type { EntranceReader } from './content-readers.ts'

interface ConnectedShop {
  merchant: string
  key: ShopKey
  adapter: ChannelAdapter
}

export interface ChannelReaderOptions {
  /** Those this process can ask by now. */
  shops: () => readonly ConnectedShop[]
}

export function channelReader(options: ChannelReaderOptions): EntranceReader {
  return {
    source: 'channel:',
    async read(kept, signal) {
      const { key } = kept
      if (key === null) return problem('undecodable', { field: null, reason: 'nothing says which order it is about' })
      if (kept.source.includes('/refund/')) return readRefund(kept, key)
      if (UNSHOWN_CODES.has(kept.code)) return readFromChannel(kept, { ...options, key, signal })
      const definition = channelDefinition(key.channel)
      if (definition === undefined)
        return problem('no_reader', { field: null, reason: `there is no decoder for channel ${key.channel}` })
      return readingOf(definition.decodeOrder(kept.content, key.shop), key)
    },
  }
}

function readingOf(decoded: DecodedOrder, key: OrderKey): Reading {
  const fault = decoded.ok ? misdirected(key, decoded.snapshot.key) : decoded.problem
  if (fault !== null) return problem('undecodable', { field: fault.field, reason: problemReason(fault) })
  if (!decoded.ok) throw new Error('a decoder gave neither an order nor a problem')
  const command = { kind: 'record_order', snapshot: decoded.snapshot, actor: actorOf(key) } as const
  return { ok: true, commands: [{ command, raw: decoded.raw }] }
}

async function readFromChannel(
  { merchant, code }: ContentToRead,
  { shops, key, signal }: ChannelReaderOptions & { key: OrderKey; signal: AbortSignal },
): Promise<Reading> {
  const shop = shops().find((each) => each.merchant === merchant && shopKeyText(each.key) === shopKeyText(key))
  if (shop === undefined)
    return problem(code, { field: null, reason: `shop ${shopKeyText(key)} is not connected to this program` })
  try {
    return readingOf(await shop.adapter.readOrder(key.platformOrderId, signal), key)
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    return problem(code, { field: null, reason: `the channel still does not show the order: ${error.code}` })
  }
}

function readRefund({ content }: ContentToRead, key: OrderKey): Reading {
  const refund = parseRefund(content)
  if (refund === null) {
    const reason = 'expected a refund with "refundId" and a whole "amountFen"'
    return problem('undecodable', { field: null, reason })
  }
  const { refundId, amountFen } = refund
  return { ok: true, commands: [{ command: { kind: 'record_refund', key, refundId, amountFen, actor: actorOf(key) } }] }
}

/** Our own text, but a person may have edited it. */
function parseRefund(content: Uint8Array): Pick<ListedRefund, 'refundId' | 'amountFen'> | null {
  try {
    const { refundId, amountFen } = JSON.parse(Buffer.from(content).toString('utf8')) as Partial<ListedRefund>
    if (typeof refundId !== 'string' || refundId === '' || !Number.isSafeInteger(amountFen)) return null
    return { refundId, amountFen: amountFen as number }
  } catch {
    return null
  }
}

function problem(code: string, { field, reason }: { field: string | null; reason: string }): Reading {
  return { ok: false, problem: { code, field: field === '' ? null : field, reason } }
}
