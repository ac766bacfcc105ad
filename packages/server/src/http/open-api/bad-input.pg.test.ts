// What programs send by mistake, and what others send on purpose. Each is refused with the field it is about, or taken
// exactly as it is; nothing crashes, nothing is recorded that should not be, and the next order is served.

import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openApiRig, sampleOrder } from './open-api-rig.ts'
import type { OpenApiRig } from './open-api-rig.ts'

const ORDERS = '/api/v1/orders'

/** The order as text, with one piece of it replaced by something JSON.stringify would never write. */
function textWith(piece: string, replacement: string): string {
  const text = JSON.stringify(sampleOrder())
  expect(text).toContain(piece)
  return text.replace(piece, replacement)
}

async function refusalOf(rig: OpenApiRig, body: unknown): Promise<unknown> {
  const { status, json } = await rig.post(ORDERS, body)
  expect([400, 413]).toContain(status)
  return json
}

async function stillServes(rig: OpenApiRig): Promise<void> {
  expect((await rig.get(ORDERS)).json).toMatchObject({ orders: [] })
  expect((await rig.post(ORDERS, sampleOrder())).status).toBe(201)
}

const INTEGER = 'a value of type integer'

test('a quantity is an integer from 1 to a million', async () => {
  await using rig = await openApiRig()
  for (const [given, expected] of [
    ['0', 'at least 1'],
    ['-1', 'at least 1'],
    ['1.5', INTEGER],
    ['"5"', INTEGER],
    ['null', INTEGER],
    ['[1]', INTEGER],
    ['true', INTEGER],
    ['1000001', 'at most 1000000'],
    ['1e9', 'at most 1000000'],
    ['2147483648', 'at most 1000000'],
    ['1e400', INTEGER],
  ] as const) {
    const refusal = await refusalOf(rig, textWith('"quantity":1', `"quantity":${given}`))
    expect(refusal, given).toMatchObject({ code: 'bad_request', field: '/lines/0/quantity', expected })
  }
  for (const given of ['NaN', 'Infinity', '01', '0x10', '+1'])
    expect(await refusalOf(rig, textWith('"quantity":1', `"quantity":${given}`)), given).toMatchObject({
      expected: 'a body in JSON',
    })
  await stillServes(rig)
})

test('money is integer fen, not below 0, in yuan; sums of two floats are no money', async () => {
  await using rig = await openApiRig()
  for (const [given, expected] of [
    [0.1 + 0.2, INTEGER],
    [-1, 'at least 0'],
    ['1000', INTEGER],
    [1e13, 'at most 1000000000000'],
    [Number.MAX_SAFE_INTEGER + 1, 'at most 1000000000000'],
  ] as const) {
    const line = { line: { payableFen: given as number } }
    expect(await refusalOf(rig, sampleOrder(line)), String(given)).toMatchObject({ expected })
    const leg = { leg: 'whole', payableFen: given as number, paidFen: 0 } as const
    expect(await refusalOf(rig, sampleOrder({ legs: [leg] }))).toMatchObject({ field: '/legs/0/payableFen', expected })
  }
  const dollars = { ...sampleOrder(), currency: 'USD' }
  expect(await refusalOf(rig, dollars)).toMatchObject({ field: '/currency', expected: 'one of CNY' })
  await stillServes(rig)
})

test('what two fields together break is named too', async () => {
  await using rig = await openApiRig()
  const whole = { leg: 'whole', payableFen: 1_000, paidFen: 0 } as const
  const line = { skuCode: 'A', quantity: 1, payableFen: 500 }
  for (const [order, field] of [
    [{ ...sampleOrder(), legs: [whole, whole] }, '/legs/1/leg'],
    [{ ...sampleOrder(), legs: [whole, { ...whole, leg: 'deposit' }] }, '/legs/1/leg'],
    [{ ...sampleOrder(), legs: [{ ...whole, paidFen: 1 }] }, '/legs/0/paidAt'],
    [sampleOrder({ line: { cancelledQuantity: 2 } }), '/lines/0/cancelledQuantity'],
    [
      {
        ...sampleOrder(),
        lines: [
          { ...line, platformLineId: 'x' },
          { ...line, platformLineId: 'x' },
        ],
      },
      '/lines/1/platformLineId',
    ],
    [{ ...sampleOrder(), lines: [{ ...line, platformLineId: '#2' }, line] }, '/lines/1/platformLineId'],
  ] as const)
    expect(await refusalOf(rig, order), field).toMatchObject({ field })
  await stillServes(rig)
})

test('times have a zone and a day that exists', async () => {
  await using rig = await openApiRig()
  for (const placedAt of [
    '2026-11-11T10:00:00',
    '2026-11-11 10:00:00+08:00',
    '2026-11-11',
    '2026-11-11T10:00:00+08',
    '2026-02-30T10:00:00Z',
    '2026-11-11T25:00:00Z',
    '2016-12-31T23:59:60Z',
    '1999-12-31T23:59:59Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    1_762_826_400_000,
    '',
  ])
    expect(await refusalOf(rig, { ...sampleOrder(), placedAt }), String(placedAt)).toMatchObject({ field: '/placedAt' })
  await stillServes(rig)
})

test('ids are text and stay exact, digit for digit', async () => {
  await using rig = await openApiRig()
  const numeric = textWith('"platformOrderId":"SO-1"', '"platformOrderId":9007199254740993')
  expect(await refusalOf(rig, numeric)).toMatchObject({ field: '/platformOrderId', expected: 'a value of type string' })
  const ids = [
    '9007199254740992',
    '9007199254740993',
    '3810000000000000001',
    '3810000000000000002',
    "o'; drop table orders;--",
    'a/b?c=d#e',
  ]
  for (const platformOrderId of ids) expect((await rig.post(ORDERS, sampleOrder({ platformOrderId }))).status).toBe(201)
  for (const platformOrderId of ids) {
    const found = await rig.get(
      `${ORDERS}/by-platform-id?shop=erp&platformOrderId=${encodeURIComponent(platformOrderId)}`,
    )
    expect(found.json, platformOrderId).toMatchObject({ order: { platformOrderId } })
  }
  for (const platformOrderId of ['', ' SO-1', 'SO-1 ', 'a\nb', 'a\u0007b', 'x'.repeat(101)])
    expect(await refusalOf(rig, sampleOrder({ platformOrderId }))).toMatchObject({ field: '/platformOrderId' })
})

test('texts are stored exactly, or refused where they could not be', async () => {
  await using rig = await openApiRig()
  for (const [piece, replacement, field] of [
    ['商品 A', String.raw`a\u0000b`, '/lines/0/title'],
    ['商品 A', String.raw`half \ud800 of it`, '/lines/0/title'],
    ['王小明', String.raw`\u0000`, '/receiver/name'],
    ['浙江省', String.raw`\udc00`, '/receiver/province'],
    ['"SO-1"', String.raw`"SO-\ud83d"`, '/platformOrderId'],
  ] as const)
    expect(await refusalOf(rig, textWith(piece, replacement)), replacement).toMatchObject({ field })
  const overlong = Buffer.concat([Buffer.from('{"shop":"'), Buffer.from([0xc0, 0xaf]), Buffer.from('"}')])
  const surrogate = Buffer.concat([Buffer.from('{"shop":"'), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from('"}')])
  const gbk = Buffer.from([0x7b, 0x22, 0xc9, 0xcc, 0x22, 0x3a, 0x31, 0x7d])
  for (const bytes of [overlong, surrogate, gbk])
    expect(await refusalOf(rig, bytes)).toMatchObject({ expected: 'a body in UTF-8' })
  await stillServes(rig)

  const titles = [
    '\u202Eevil',
    '👩‍👩‍👧‍👦',
    '𠮷野家',
    '<script>alert(1)</script>',
    "'; drop table orders;--",
    '=1+1',
    'a\tb',
    '',
  ]
  for (const [index, title] of titles.entries()) {
    const platformOrderId = `T-${index}`
    const withMark = `\ufeff${JSON.stringify(sampleOrder({ platformOrderId, line: { title } }))}`
    expect((await rig.post(ORDERS, withMark)).status, title).toBe(201)
    const found = await rig.get(`${ORDERS}/by-platform-id?shop=erp&platformOrderId=${platformOrderId}`)
    expect(found.json).toMatchObject({ lines: [{ title }] })
  }
})

test('names that poison, names twice, and fields nobody asked for are refused', async () => {
  await using rig = await openApiRig()
  const start = '{"shop":"erp",'
  for (const [insert, field] of [
    ['"__proto__":{"polluted":1},', '/__proto__'],
    [String.raw`"__pr\u006fto__":{"polluted":1},`, '/__proto__'],
    ['"constructor":{"prototype":{"polluted":1}},', '/constructor'],
    ['"shop":"other",', '/shop'],
    ['"id":1,', '/id'],
    ['"merchant":"other",', '/merchant'],
  ] as const)
    expect(await refusalOf(rig, textWith(start, start + insert)), insert).toMatchObject({ field })
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  await stillServes(rig)
})

test('documents that are deep, wide, broken or none are refused', async () => {
  await using rig = await openApiRig()
  for (const [body, expected] of [
    ['['.repeat(400_000), 'at most 32 levels'],
    ['{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), 'at most 32 levels'],
    [`{"shop":[${'0,'.repeat(110_000)}0]}`, 'at most 100000 values in one body'],
    ['{"shop":"erp"', 'a body in JSON'],
    ['', 'a body in JSON'],
    ['null', 'a value of type object'],
    ['[]', 'a value of type object'],
    ['"text"', 'a value of type object'],
  ] as const)
    expect(await refusalOf(rig, body), body.slice(0, 20)).toMatchObject({ expected })
  await stillServes(rig)
})

test('bodies that are too large, packed, or not what their length says end the request, not the server', async () => {
  await using rig = await openApiRig({ limits: { headersTimeoutMs: 400, requestTimeoutMs: 500, timeoutCheckMs: 100 } })
  const large = JSON.stringify({ ...sampleOrder(), note: 'x'.repeat(1024 * 1024) })
  expect(await refusalOf(rig, large)).toMatchObject({ code: 'too_large', status: 413 })
  const bulk = await rig.post(`${ORDERS}/bulk`, `{"orders":["${'x'.repeat(4 * 1024 * 1024)}"]}`)
  expect(bulk.json).toMatchObject({ code: 'too_large' })
  const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024, '['))
  const packed = await rig.post(ORDERS, bomb, { 'content-encoding': 'gzip' })
  expect(packed.json).toMatchObject({
    code: 'bad_request',
    field: '/headers/content-encoding',
    expected: 'no compression',
  })
  const text = JSON.stringify(sampleOrder())
  expect(await answerTo(rig, `content-length: ${Buffer.byteLength(text) - 1}`, text)).toMatch(/^HTTP\/1.1 400 /)
  // It waits for the rest, and then no longer.
  expect(await answerTo(rig, `content-length: ${Buffer.byteLength(text) + 1}`, text)).toMatch(/^HTTP\/1.1 408 |^$/)
  expect(await endlessChunks(rig)).toMatch(/^HTTP\/1.1 413 /)
  await stillServes(rig)
})

function requestHead({ port, headers }: OpenApiRig, more: string): string {
  return [
    `POST ${ORDERS} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    `authorization: ${headers.authorization}`,
    'content-type: application/json',
    more,
    '',
    '',
  ].join('\r\n')
}

/** All that came back before the socket was closed. */
function answerTo(rig: OpenApiRig, lengthHeader: string, body: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(rig.port, '127.0.0.1', () => socket.write(requestHead(rig, lengthHeader) + body))
    socket.on('data', (part) => (answer += part.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

const CHUNK = `10000\r\n${'x'.repeat(65_536)}\r\n`
/** Thirty-two megabytes: far beyond the limit, so that only being cut off ends it early. */
const CHUNKS_MAX = 512

function endlessChunks(rig: OpenApiRig): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    let sent = 0
    const socket = connect(rig.port, '127.0.0.1', () => {
      socket.write(requestHead(rig, 'transfer-encoding: chunked'))
      send()
    })
    const send = (): void => {
      if (socket.destroyed || answer !== '') return
      if ((sent += 1) > CHUNKS_MAX) return reject(new Error('nobody stopped us'))
      socket.write(CHUNK, () => setImmediate(send))
    }
    socket.on('data', (part) => {
      answer += part.toString()
      socket.destroy()
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}
