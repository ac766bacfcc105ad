// Messages WeChat posts to us: only those of the secure mode, encrypted and signed. JSON or XML, as the shop has set.

import { SECOND_MS } from '@tidegate/domain'
import { digestHex, isSameSecret } from '../digests.ts'
import type { AccessValues } from '../definition.ts'
import { decodeFields, isObject, ObjectReader } from '../fields.ts'
import { parseLosslessBytes } from '../json.ts'
import { refusePush } from '../push.ts'
import type { PushNotice, PushReceiver, PushReply, PushRequest, PushVerdict } from '../push.ts'
import { openMessage } from './message-cipher.ts'
import { signWechat } from './sign.ts'
import { readXmlTag } from './xml-tag.ts'

const ANSWER_WITHIN_MS = 5 * SECOND_MS
const ECHO = /^[\w-]{1,128}$/
const HEARD: PushReply = { status: 200, contentType: 'text/plain', body: 'success' }

interface PushKeys {
  appId: string
  token: string
  encodingAesKey: string
}

/** Null where the seller gave no keys of messages: polling finds everything all the same. */
export function pushReceiver(access: AccessValues): PushReceiver | null {
  const { appId = '', pushToken: token = '', encodingAesKey = '' } = access
  if (token === '' || encodingAesKey === '') return null
  const keys = { appId, token, encodingAesKey }
  return { answerWithinMs: ANSWER_WITHIN_MS, verify: (request) => verify(request, keys), subscribe: null }
}

function verify(request: PushRequest, keys: PushKeys): PushVerdict {
  return request.method === 'GET' ? verifyAddress(request, keys) : verifyMessage(request, keys)
}

/** The check of a new address: what it asks to hear back is said only to whoever knows the token. */
function verifyAddress({ query }: PushRequest, { token }: PushKeys): PushVerdict {
  const expected = signWechat(token, query.get('timestamp') ?? '', query.get('nonce') ?? '')
  const echo = query.get('echostr') ?? ''
  if (!isSameSecret(query.get('signature') ?? undefined, expected)) return refusePush('signature')
  if (!ECHO.test(echo)) return refusePush('unreadable')
  return { verdict: 'handshake', reply: { ...HEARD, body: echo } }
}

function verifyMessage({ query, body }: PushRequest, { appId, token, encodingAesKey }: PushKeys): PushVerdict {
  const encrypted = readEncrypted(body)
  if (encrypted === null) return refusePush('unreadable')
  const expected = signWechat(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted)
  if (!isSameSecret(query.get('msg_signature') ?? undefined, expected)) return refusePush('signature')
  const opened = openMessage(encrypted, encodingAesKey)
  if (opened === null) return refusePush('unreadable')
  if (opened.appId !== appId) return refusePush('wrong_shop')
  const notice = readNotice(opened.message)
  return notice === null ? refusePush('unreadable') : { verdict: 'notices', notices: [notice], reply: HEARD }
}

function readEncrypted(body: Uint8Array): string | null {
  const parsed = parseLosslessBytes(body)
  if (!parsed.ok) return readXmlTag(body, 'Encrypt')
  const encrypted = isObject(parsed.value) ? parsed.value['Encrypt'] : undefined
  return typeof encrypted === 'string' && encrypted !== '' ? encrypted : null
}

/** What a message tells of, in either form. */
interface Told {
  event: string
  createTime: number
  orderId: string | null
  productId: string | null
}

const ORDER_PLACES = ['order_info', 'finder_shop_aftersale_status_update', 'ProductOrderStatusUpdate'] as const
const PRODUCT_PLACES = ['ProductSpuListing', 'ProductSpuUpdate', 'ProductSpuAudit'] as const
const SECONDS = { min: 0, max: 4_102_444_800 } as const

function readNotice(message: Uint8Array): PushNotice | null {
  const told = readTold(message)
  if (told === null) return null
  // Events carry no id. Repeats of one are the same text, whatever is encrypted around it.
  const messageId = digestHex('sha256', message)
  const base = { messageId, topic: told.event, at: told.createTime * SECOND_MS }
  if (told.orderId !== null) return { ...base, kind: 'order_changed', platformOrderId: told.orderId }
  if (told.productId !== null) return { ...base, kind: 'listing_changed', platformItemId: told.productId }
  return { ...base, kind: 'other' }
}

function readTold(message: Uint8Array): Told | null {
  const parsed = parseLosslessBytes(message)
  const told = decodeFields(() => new ObjectReader(parsed.ok ? tellOfJson(parsed.value) : tellOfXml(message), ''))
  if (!told.ok) return null
  const { value: reader } = told
  const decoded = decodeFields((): Told => {
    const orderId = reader.has('orderId') ? reader.digits('orderId') : null
    const productId = reader.has('productId') ? reader.digits('productId') : null
    return { event: reader.text('event'), createTime: reader.integer('createTime', SECONDS), orderId, productId }
  })
  return decoded.ok && decoded.value.event !== '' ? decoded.value : null
}

function tellOfJson(value: unknown): unknown {
  if (!isObject(value)) return null
  const idIn = (places: readonly string[], name: string): unknown =>
    places.map((place) => value[place]).find((place) => isObject(place) && place[name] !== undefined)
  const [order, product] = [idIn(ORDER_PLACES, 'order_id'), idIn(PRODUCT_PLACES, 'product_id')]
  return {
    event: value['Event'],
    createTime: value['CreateTime'],
    orderId: isObject(order) ? order['order_id'] : null,
    productId: isObject(product) ? product['product_id'] : null,
  }
}

function tellOfXml(message: Uint8Array): unknown {
  const read = (name: string): string | null => readXmlTag(message, name)
  return {
    event: read('Event'),
    createTime: Number(read('CreateTime') ?? Number.NaN),
    orderId: read('order_id'),
    productId: read('product_id'),
  }
}
