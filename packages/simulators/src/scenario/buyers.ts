// Buyers and their masked addresses. The same buyer comes back now and then, so that merging and buyer
// history have something to find. Nothing here belongs to a real person.

import type { MarketReceiver } from '../marketplace/market-trade.ts'
import { Random } from './random.ts'
import { placesOf } from './regions.ts'

export interface Buyer {
  openId: string
  nick: string
  receiver: MarketReceiver
}

const SURNAMES = '王,李,张,刘,陈,杨,黄,赵,吴,周,徐,孙,马,朱,胡,郭,何,林,高,罗'.split(',')
const TOWNS = ['城关街道', '新城街道', '东湖街道', '和平街道', '文化路街道', '高新街道', '建设路街道', '人民路街道']
const MESSAGES = [
  '请尽快发货',
  '放门口就好',
  '家里有两只猫，请多放一包试吃',
  '周末再送',
  '请发新日期的',
  '不要发快递柜',
]

/** About one buyer per one and a half trades; small numbers come back most. */
const BUYERS_PER_PROVINCE = 2_000

export function drawBuyer(seed: string, province: string, random: Random): Buyer {
  const number = Math.floor(random.next() ** 2 * BUYERS_PER_PROVINCE)
  const own = new Random(seed, 'buyer', province, number)
  const place = own.pick(placesOf(province))
  const surname = own.pick(SURNAMES)
  return {
    openId: `AAE${token(own, 22)}`,
    nick: `${own.pick(SURNAMES)}**`,
    receiver: {
      maskedName: `${surname}**`,
      maskedPhone: `*******${String(own.integer(0, 9_999)).padStart(4, '0')}`,
      maskedAddress: '***', // Fully masked since 2026-08-31 (TOP notice 25845).
      province,
      city: place.city,
      district: place.district,
      town: own.pick(TOWNS),
      token: `1${token(own, 40)}`,
    },
  }
}

export function drawMessage(random: Random): string {
  return random.chance(0.08) ? random.pick(MESSAGES) : ''
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function token(random: Random, length: number): string {
  let text = ''
  for (let index = 0; index < length; index++) text += ALPHABET[random.integer(0, ALPHABET.length - 1)]
  return text
}
