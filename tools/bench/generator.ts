// Child process of the benchmarks: writes raw Taobao answers to its standard output, each behind its
// length. Two lines per order drawn over the catalogue, masked receivers, 31 provinces; all by seed.

import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { isMainThread } from 'node:worker_threads'

const PROVINCES = [
  '北京',
  '天津',
  '河北省',
  '山西省',
  '内蒙古自治区',
  '辽宁省',
  '吉林省',
  '黑龙江省',
  '上海',
  '江苏省',
  '浙江省',
  '安徽省',
  '福建省',
  '江西省',
  '山东省',
  '河南省',
  '湖北省',
  '湖南省',
  '广东省',
  '广西壮族自治区',
  '海南省',
  '重庆',
  '四川省',
  '贵州省',
  '云南省',
  '西藏自治区',
  '陕西省',
  '甘肃省',
  '青海省',
  '宁夏回族自治区',
  '新疆维吾尔自治区',
]

interface GeneratorOptions {
  skus: number
  /** All lines want SKU 0. */
  hot: boolean
  paid: boolean
  linesPerOrder: number
  firstId: number
  /** Platform time of order 0. */
  startMs: number
}

/** Raw bytes of order `index`: the same index, the same bytes. */
function rawOrder(index: number, options: GeneratorOptions): Buffer {
  const random = mulberry(options.firstId + index)
  const tid = `38${String(options.firstId + index).padStart(17, '0')}`
  const lines = Array.from({ length: options.linesPerOrder }, (_, line) =>
    rawLine(`${tid.slice(0, -1)}${line + 1}`, random, options),
  )
  const payment = lines.reduce((sum, line) => sum + line.fen, 0)
  const status = options.paid ? 'WAIT_SELLER_SEND_GOODS' : 'WAIT_BUYER_PAY'
  const province = PROVINCES[Math.floor(random() * PROVINCES.length)]
  const paidFields = options.paid ? `"pay_time":"${timeText(index, options.startMs)}",` : ''
  return Buffer.from(
    `{"trade_fullinfo_get_response":{"trade":{"tid":${tid},"type":"fixed","status":"${status}","seller_nick":"演示旗舰店","buyer_nick":"t**1",` +
      `"buyer_open_uid":"AAE${tid}","created":"${timeText(index, options.startMs)}",${paidFields}"modified":"${timeText(index, options.startMs)}","num":0,` +
      `"payment":"${yuan(payment)}","total_fee":"${yuan(payment)}","discount_fee":"0.00","adjust_fee":"0.00","post_fee":"0.00","received_payment":"0.00",` +
      `"seller_flag":0,"has_buyer_message":true,"buyer_message":"请尽快发货，谢谢","receiver_name":"张**","receiver_mobile":"*******0000",` +
      `"receiver_state":"${province}","receiver_city":"某某市","receiver_district":"某某区","receiver_town":"某某街道","receiver_address":"某***路1***",` +
      `"receiver_zip":"310000","oaid":"1oaid${tid}","shipping_type":"express","is_part_consign":false,` +
      `"orders":{"order":[${lines.map((line) => line.text).join(',')}]}},"request_id":"r${tid}"}}`,
  )
}

function rawLine(oid: string, random: () => number, options: GeneratorOptions): { fen: number; text: string } {
  const sku = options.hot ? 0 : Math.floor(random() * options.skus)
  // A fiftieth of the lines is dear, so that some orders pass the VIP limit of 500 yuan.
  const fen = random() < 0.02 ? 60_000 : 1_990 + (sku % 80) * 100
  const status = options.paid ? 'WAIT_SELLER_SEND_GOODS' : 'WAIT_BUYER_PAY'
  return {
    fen,
    text:
      `{"oid":${oid},"num_iid":6${String(sku).padStart(11, '0')},"sku_id":"45${String(sku).padStart(11, '0')}","outer_iid":"P-${sku}",` +
      `"outer_sku_id":"${skuCode(sku)}","title":"演示宠物粮 ${sku} 号","sku_properties_name":"规格:标准","price":"${yuan(fen)}","num":1,"total_fee":"${yuan(fen)}",` +
      `"discount_fee":"0.00","adjust_fee":"0.00","part_mjz_discount":"0.00","divide_order_fee":"${yuan(fen)}","payment":"${yuan(fen)}",` +
      `"status":"${status}","refund_status":"NO_REFUND","shipping_type":"express"}`,
  }
}

export function skuCode(sku: number): string {
  return `SKU-${String(sku).padStart(5, '0')}`
}

const SALE_NIGHT = Date.parse('2026-11-10T16:00:00Z')

const ORDERS_PER_SECOND = 2_000

/** Platform time of order `index` as +08:00 text. */
function timeText(index: number, startMs: number): string {
  const second = Math.floor(index / ORDERS_PER_SECOND)
  if (second === lastSecond.second) return lastSecond.text
  const text = new Date(startMs + 8 * 3_600_000 + second * 1_000).toISOString().slice(0, 19).replace('T', ' ')
  lastSecond = { second, text }
  return text
}

/** Orders of one second share its text. */
let lastSecond = { second: -1, text: '' }

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

/** A small seeded generator (mulberry32). */
export function mulberry(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string' },
      skus: { type: 'string' },
      first: { type: 'string' },
      lines: { type: 'string' },
      repeat: { type: 'string' },
      hot: { type: 'boolean', default: false },
      unpaid: { type: 'boolean', default: false },
      'placed-now': { type: 'boolean', default: false },
    },
  })
  const options: GeneratorOptions = {
    skus: Number(values.skus),
    hot: values.hot,
    paid: !values.unpaid,
    linesPerOrder: Number(values.lines),
    firstId: Number(values.first),
    startMs: values['placed-now'] ? Date.now() : SALE_NIGHT,
  }
  const repeatShare = Number(values.repeat ?? 0)
  const random = mulberry(options.firstId)
  let block: Buffer[] = []
  for (let index = 0; index < Number(values.count); index += 1) {
    block.push(framed(rawOrder(index, options)))
    if (random() < repeatShare) block.push(framed(rawOrder(Math.floor(random() * (index + 1)), options)))
    if (block.length < 64) continue
    const bytes = Buffer.concat(block)
    block = []
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain')
  }
  process.stdout.end(Buffer.concat(block))
}

function framed(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return Buffer.concat([length, bytes])
}

if (isMainThread && import.meta.main) {
  // The parent ends us by closing the pipe once it has had enough.
  process.stdout.on('error', () => process.exit(0))
  await main()
}
