// Webhooks of a shop: one topic at one address each, signed by a secret that is never shown. The shop disables one whose
// deliveries fail, and keeps it; enabled again it keeps its count of failures. A paused one was paused by a person.
// Source: REST API v3 and its published controller.

import { ChannelError } from '../channel.ts'
import { failField, ObjectReader } from '../fields.ts'
import { requireFields } from '../json-answer.ts'
import { readForward } from '../read-by-cursor.ts'
import type { WoocommerceClient } from './client.ts'

const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored', 'product.updated'] as const
const PAGE_SIZE = 100
const STATUSES: ReadonlySet<Standing['status']> = new Set(['active', 'paused', 'disabled'])
const NAME = 'Tidegate'

export interface SubscriptionOptions {
  secret: string
  address: URL
}

interface Standing {
  id: string
  topic: string
  status: 'active' | 'paused' | 'disabled'
  url: string
}

export async function subscribeWebhooks(
  client: WoocommerceClient,
  { secret, address }: SubscriptionOptions,
  signal: AbortSignal,
): Promise<string[]> {
  if (secret === '') {
    throw new ChannelError('refused', 'no_webhook_secret', { message: 'no webhook secret was given to sign by' })
  }
  const standing = await readStanding(client, address, signal)
  const made: string[] = []
  const paused: string[] = []
  for (const topic of TOPICS) {
    const own = standing.filter((each) => each.topic === topic)
    if (own.some(({ status }) => status === 'active')) continue
    const disabled = own.find(({ status }) => status === 'disabled')
    if (disabled === undefined && own.length > 0) {
      paused.push(topic)
      continue
    }
    // With our own secret: who knows by which one it was signed.
    if (disabled !== undefined) await enable(client, { id: disabled.id, secret }, signal)
    else await create(client, { topic, secret, address }, signal)
    made.push(topic)
  }
  if (paused.length > 0) {
    const message = `somebody paused the webhooks of ${paused.join(', ')} at the shop`
    throw new ChannelError('refused', 'webhook_paused', { message })
  }
  return made
}

async function readStanding(client: WoocommerceClient, address: URL, signal: AbortSignal): Promise<Standing[]> {
  const standing: Standing[] = []
  const query = { per_page: String(PAGE_SIZE), orderby: 'id', order: 'asc', _fields: 'id,topic,status,delivery_url' }
  const readPage = async (page: number): Promise<Standing[]> => {
    const rows = await client.json(
      { method: 'GET', path: '/webhooks', query: { ...query, page: String(page) } },
      signal,
    )
    return requireFields(() => (Array.isArray(rows) ? rows.map(toStanding) : failField('/webhooks', 'a list', rows)))
  }
  for await (const page of readForward(readPage, { firstPage: 1, pageSize: PAGE_SIZE })) standing.push(...page)
  return standing.filter(({ url }) => url === address.href)
}

function toStanding(row: unknown): Standing {
  const webhook = new ObjectReader(row, 'webhook')
  const [topic, url] = [webhook.text('topic'), webhook.text('delivery_url')]
  return { id: webhook.digits('id'), topic, url, status: webhook.oneOf('status', STATUSES) }
}

async function enable(
  client: WoocommerceClient,
  { id, secret }: { id: string; secret: string },
  signal: AbortSignal,
): Promise<void> {
  const path = `/webhooks/${id}`
  requireId(await client.json({ method: 'PUT', path, body: { status: 'active', secret } }, signal))
}

async function create(
  client: WoocommerceClient,
  { topic, secret, address }: SubscriptionOptions & { topic: string },
  signal: AbortSignal,
): Promise<void> {
  const body = { name: `${NAME} ${topic}`, topic, delivery_url: address.href, secret, status: 'active' }
  requireId(await client.json({ method: 'POST', path: '/webhooks', body }, signal))
}

/** Success without a webhook in it is none. */
function requireId(row: unknown): void {
  requireFields(() => new ObjectReader(row, 'webhook').digits('id'))
}
