// One line of a stock script as a command. Every unit costs 10 yuan unless `price=` says otherwise.

import type { SealedCommand } from '../batch/command.ts'
import type { HoldKind, PlaceableHoldKind } from '../hold/hold.ts'
import { must } from '../kernel/assert.ts'
import { SECOND_MS } from '../kernel/instant.ts'
import type { OrderHistory } from '../order/order-history.ts'
import type { OrderKey } from '../order/order-key.ts'
import { PLATFORM_STATES } from '../order/order-snapshot.ts'
import type { LegKind, OrderSnapshot, SealedReceiver, SnapshotLeg, SnapshotLine } from '../order/order-snapshot.ts'
import { DAY } from './script-world.ts'
import type { ScriptWorld } from './script-world.ts'

const FEN = 100
const UNIT_YUAN = 10
const DEPOSIT_SHARE = 10

type Words = readonly string[]

export function toCommand(world: ScriptWorld, words: Words): SealedCommand {
  const [verb = '', first = '', second = '', third = '', fourth = ''] = words
  const actor = 'script'
  switch (verb) {
    case 'order':
      return recordOrder(world, words.slice(1))
    case 'history':
      return recordHistory(world, words.slice(1))
    case 'pay':
      return {
        kind: 'record_payment',
        actor,
        key: keyOf(first),
        leg: second as LegKind,
        paidFen: Number(third) * FEN,
        paidAt: world.snapshot.now,
      }
    case 'refund':
      return { kind: 'record_refund', actor, key: keyOf(first), refundId: second, amountFen: Number(third) * FEN }
    case 'cancel':
      return { kind: 'cancel_order', actor, key: keyOf(first), reason: 'script' }
    case 'hold':
      return { kind: 'place_hold', actor, key: keyOf(first), hold: second as PlaceableHoldKind, reason: 'script' }
    case 'release':
      return { kind: 'release_hold', actor, key: keyOf(first), hold: second as HoldKind }
    case 'expire':
      return { kind: 'expire_reservations', actor, key: keyOf(first) }
    case 'advance':
      return { kind: 'advance_order', actor, key: keyOf(first) }
    case 'receive':
      return {
        kind: 'receive_stock',
        actor,
        skuCode: first,
        locationCode: second,
        quantity: Number(third),
        reference: fourth,
      }
    case 'adjust':
      return {
        kind: 'adjust_stock',
        actor,
        skuCode: first,
        locationCode: second,
        quantity: Number(third),
        reference: fourth,
        reason: 'count',
      }
    case 'cursor':
      return {
        kind: 'move_cursor',
        actor,
        shop: { channel: 'taobao', shop: first },
        feed: 'orders',
        position: timeOf(second),
        epoch: Number(third),
      }
    case 'ship':
      return {
        kind: 'ship_fulfillment_order',
        actor,
        fulfillmentOrderId: workOf(world, first),
        carrier: 'SF',
        trackingNumber: 'SF1',
      }
    default:
      throw new Error(`a script knows no "${verb}"`)
  }
}

/** `1` is order 1 of the main shop, `second:1` its namesake in the other. */
export function keyOf(text: string): OrderKey {
  const [shop, id] = text.includes(':') ? text.split(':') : ['main', text]
  return { channel: 'taobao', shop: shop ?? '', platformOrderId: id ?? '' }
}

export function timeOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  return DAY + ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS
}

/** `1@HD` is order 1's newest work at HD, `1@HD#1` its first there; a bare number is a work's own id. */
function workOf(world: ScriptWorld, text: string): number {
  const [id = '', place] = text.split('@')
  if (place === undefined) return Number(id)
  const [code = '', nth] = place.split('#')
  const order = must(world.snapshot.orders.get(`taobao/main/${id}`), `order ${id} is in the script`)
  const locationId = world.locations.get(code)?.id
  const ids = order.allocations.filter((each) => each.locationId === locationId).map((each) => each.fulfillmentOrderId)
  const works = [...new Set(ids)]
  return works.at(nth === undefined ? -1 : Number(nth) - 1) ?? 0
}

function recordOrder(world: ScriptWorld, words: Words): SealedCommand {
  const { now } = world.snapshot
  const options = new Map(words.flatMap((word) => (word.includes('=') ? [word.split('=') as [string, string]] : [])))
  const flag = (name: string) => words.includes(name)
  const lines = lineOptions(options).map(([code, text]) =>
    snapshotLine(code, text, Number(options.get('price') ?? UNIT_YUAN)),
  )
  const due = lines.reduce((total, line) => total + line.payableFen, 0) + Number(options.get('more') ?? 0) * FEN
  const payableFen = options.has('payable') ? Number(options.get('payable')) * FEN : due
  const version = words.find((word) => /^v\d+$/.test(word)) ?? 'v1'
  const snapshot: OrderSnapshot<SealedReceiver> = {
    key: keyOf(words[0] ?? ''),
    version: DAY + Number(version.slice(1)) * SECOND_MS,
    placedAt: options.has('placed') ? timeOf(options.get('placed') ?? '') : now,
    platformState: PLATFORM_STATES.find((state) => flag(state)) ?? 'open',
    refunding: flag('refunding'),
    shippingForbidden: flag('forbidden'),
    currency: 'CNY',
    freightFen: 0,
    payableFen,
    legs: snapshotLegs(words, payableFen, now),
    lines: flag('thin') ? null : lines,
    receiver: flag('faceless') ? null : receiver(options.get('to') ?? 'east'),
  }
  const contentHash = JSON.stringify(snapshot)
  return { kind: 'record_order', actor: 'channel:taobao', snapshot, contentHash, number: `TB-${words[0]}` }
}

/** `history 1 owed=20 paid=20 back=5`: `paid=` is what the buyer paid before anything went back. */
function recordHistory(world: ScriptWorld, words: Words): SealedCommand {
  const yuan = (name: string) => {
    const word = words.find((each) => each.startsWith(`${name}=`))
    return Number(word?.split('=')[1] ?? 0) * FEN
  }
  const paidFen = yuan('paid')
  const history: OrderHistory = {
    placedAt: DAY,
    currency: 'CNY',
    payableFen: yuan('owed'),
    paidFen,
    paidAt: paidFen > 0 ? world.snapshot.now : null,
    refundedFen: yuan('back'),
    province: 'east',
    city: '',
    district: '',
  }
  const key = keyOf(words[0] ?? '')
  const contentHash = JSON.stringify({ key, history })
  return { kind: 'record_history', actor: 'import:script', key, history, contentHash, number: `TB-${words[0]}` }
}

function lineOptions(options: ReadonlyMap<string, string>): [string, string][] {
  return [...options].filter(([name]) => /^[A-Z]\d?$/.test(name))
}

/** `A=3` asks for three; `A=3-1` says one of them will not be shipped; `A1=2` is a second line of A. */
function snapshotLine(name: string, text: string, priceYuan: number): SnapshotLine {
  const [quantity = 0, cancelledQuantity = 0] = text.split('-').map(Number)
  const listFen = quantity * priceYuan * FEN
  return {
    platformLineId: `line-${name}`,
    skuCode: name === 'N' ? null : name.slice(0, 1),
    platformSkuId: null,
    title: name,
    quantity,
    cancelledQuantity,
    listFen,
    sellerDiscountFen: 0,
    platformSubsidyFen: 0,
    payableFen: listFen,
  }
}

/** `paid` and `unpaid` have one leg; `presale`, `presale:deposit` and `presale:balance` have two, so far paid. */
function snapshotLegs(words: Words, payableFen: number, now: number): SnapshotLeg[] {
  const leg = (kind: LegKind, dueFen: number, isPaid: boolean): SnapshotLeg => {
    return { leg: kind, payableFen: dueFen, paidFen: isPaid ? dueFen : 0, paidAt: isPaid ? now : null }
  }
  if (words.includes('no-legs')) return []
  const presale = words.find((word) => word.startsWith('presale'))
  if (presale === undefined) return [leg('whole', payableFen, words.includes('paid'))]
  const depositFen = payableFen / DEPOSIT_SHARE
  const isDepositPaid = presale !== 'presale'
  return [
    leg('deposit', depositFen, isDepositPaid),
    leg('balance', payableFen - depositFen, presale === 'presale:balance'),
  ]
}

function receiver(province: string): SealedReceiver {
  const pseudonyms = { buyerPseudonym: null, phonePseudonym: null, phoneLast4Pseudonym: null, mergePseudonym: null }
  return { province, city: '', district: '', masked: false, plain: null, place: null, ...pseudonyms }
}
