// What people are called and where they live, and what proves who somebody is, must be in no line of the log, whatever
// happens to the request that carries it. Each canary goes in by every way there is; then the log is searched.

import { PATHS } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { openApiRig, sampleOrder, unpaid } from './open-api/open-api-rig.ts'

const CANARY = {
  name: '金丝雀王小明',
  phone: '13900990099',
  address: '金丝雀路 8 号 606 室',
  buyer: '金丝雀买家',
  memo: '金丝雀留言：放门卫',
}
const RECEIVER = { ...CANARY, province: '浙江省', city: '杭州市' }
const FORGED_KEY = 'tg_canary0000000000000000000000000000000000000'
const FORGED_LINK = 'canary-link-token'

test('no line of the log holds a receiver, a memo or a secret', async () => {
  await using rig = await openApiRig()
  const { engine, logs } = rig
  const owner = await rig.signIn('owner')
  const recorded = await rig.post(PATHS.orders, unpaid({ receiver: RECEIVER }), { 'idempotency-key': CANARY.phone })
  expect(recorded.status).toBe(201)
  const { number } = recorded.json as { number: string }
  const order = (wish: object) => sampleOrder({ receiver: RECEIVER, ...wish })
  // Refused for another field, for the canary's own, as no JSON, as too large, in bulk; and under a key used before.
  await rig.post(PATHS.orders, { ...order({ platformOrderId: 'SO-2' }), placedAt: CANARY.address })
  await rig.post(PATHS.orders, order({ platformOrderId: 'SO-3', receiver: { ...RECEIVER, [CANARY.name]: 1 } }))
  await rig.post(PATHS.orders, `{"receiver":{"name":"${CANARY.name}","phone":${CANARY.phone}`)
  await rig.post(PATHS.orders, order({ receiver: { ...RECEIVER, memo: CANARY.memo.repeat(200_000) } }))
  await rig.post(PATHS.ordersBulk, { orders: [order({ platformOrderId: 'SO-4' }), order({ legs: [] }), CANARY.name] })
  await rig.post(PATHS.orders, order({ platformOrderId: 'SO-5' }), { 'idempotency-key': CANARY.phone })
  // Where people type: reasons, queries, a correction, and ids of things that are not there.
  const person = { headers: { cookie: owner }, method: 'POST' }
  await rig.ask(PATHS.orderHolds.replace(':number', number), { ...person, body: { kind: 'risk', reason: CANARY.memo } })
  await rig.ask(`${PATHS.orders}?before=${encodeURIComponent(CANARY.name)}`, { headers: { cookie: owner } })
  const raw = Buffer.from(JSON.stringify({ receiver: RECEIVER }))
  const id = await engine.gate.quarantine({ key: null, source: 'api', code: 'undecodable', reason: 'no order', raw })
  await rig.ask(PATHS.quarantineContent.replace(':id', String(id)), { headers: { cookie: owner } })
  await rig.ask(PATHS.quarantinePreview.replace(':id', String(id)), { ...person, body: { content: CANARY.address } })
  // Who is nobody.
  await rig.ask(PATHS.orders, { headers: { authorization: `Bearer ${FORGED_KEY}` } })
  await rig.ask(PATHS.session, { method: 'POST', body: { token: FORGED_LINK } })
  // A database that goes away in the middle: the engine's and the driver's own words.
  await engine.gate.database.unsafe('drop table idempotency_keys').catch(() => undefined)
  await engine.engine.control`drop table merchant_test.idempotency_keys`
  const failed = await rig.post(PATHS.orders, order({ platformOrderId: 'SO-6' }), { 'idempotency-key': 'k6' })
  expect(failed.status).toBe(500)

  const text = [...logs, ...engine.logs].join('\n')
  expect(logs.length).toBeGreaterThan(10)
  expect(text).toContain('a request failed')
  expect(text).toContain(number)
  const secrets = [owner.split('=', 2)[1] as string, rig.headers.authorization.slice('Bearer '.length)]
  for (const canary of [...Object.values(CANARY), '金丝雀', FORGED_KEY, FORGED_LINK, ...secrets])
    expect(text, canary).not.toContain(canary)
})
