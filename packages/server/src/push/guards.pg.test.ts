// Who gets a connection, what may be asked on it, and when it ends.

import { once } from 'node:events'
import { connect } from 'node:net'
import { PATHS, PUSH_CLOSE_CODES, PUSH_LIMITS, topicName } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { TEST_RULES, order, receive, setUpWorld } from '../../../../tools/test-world.ts'
import { MERCHANT, openTestApp } from '../http/test-app.ts'
import type { TestApp } from '../http/test-app.ts'
import { PUSH_SERVER_LIMITS } from './limits.ts'
import { openPush, refusedHandshake, waitFor } from './test-push.ts'
import type { TestPush } from './test-push.ts'

const A = topicName({ kind: 'stock', sku: 'A' })

async function signedIn(rig: TestApp): Promise<TestPush> {
  return openPush({ port: rig.port, cookie: await rig.signIn('owner') })
}

async function connectionsOf({ app }: TestApp): Promise<number> {
  return new Promise((resolve) => app.server.getConnections((_error, count) => resolve(count)))
}

async function closed(push: TestPush): Promise<{ code: number; reason: string }> {
  await waitFor(() => push.closed !== null, 'the end of the connection')
  return push.closed as { code: number; reason: string }
}

test('without a session, from another site’s page, or in another protocol there is no connection', async () => {
  await using rig = await openTestApp()
  const { port } = rig
  const cookie = await rig.signIn('owner')
  expect(await refusedHandshake({ port, cookie: '' })).toBe(401)
  expect(await refusedHandshake({ port, cookie, headers: { origin: 'https://evil.example' } })).toBe(403)
  expect(await refusedHandshake({ port, cookie, headers: { origin: 'null' } })).toBe(403)
  expect(await refusedHandshake({ port, cookie, headers: { origin: '' } })).toBe(403)
  expect(await refusedHandshake({ port, cookie, headers: { host: 'rebound.example' } })).toBe(400)
  expect(await refusedHandshake({ port, cookie, protocol: 'tidegate.push.v0' })).toBe(400)
  const plain = await rig.ask(PATHS.push, { headers: { cookie } })
  expect([plain.status, plain.json]).toMatchObject([400, { field: '/headers/upgrade' }])
  await waitFor(async () => (await connectionsOf(rig)) === 0, 'refused connections to be gone')
})

test('a handshake that no route sees leaves no connection behind', async () => {
  await using rig = await openTestApp({ limits: { headersTimeoutMs: 200, timeoutCheckMs: 50 } })
  const handshake =
    'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
  for (const path of ['/%zz', '/api/v1/none', PATHS.overview]) {
    const connection = connect(rig.port, '127.0.0.1')
    connection.on('error', () => undefined)
    connection.resume()
    connection.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\n${handshake}\r\n`)
    await once(connection, 'close')
  }
  expect(await connectionsOf(rig)).toBe(0)
})

test('behind TLS the page’s origin is the public one', async () => {
  await using rig = await openTestApp({ publicOrigin: 'https://oms.example' })
  const { port } = rig
  const user = await rig.control.ensureUser({ merchantCode: MERCHANT, name: 'lin', role: 'owner' })
  const link = await rig.control.createSignInLink(user.id)
  const opened = await rig.control.signIn(link.token)
  const cookie = `__Host-tidegate_session=${opened?.token ?? ''}`
  const headers = { host: 'oms.example', origin: 'https://oms.example' }
  expect(await refusedHandshake({ port, cookie, headers: { ...headers, origin: 'https://other.example' } })).toBe(403)
  const push = await openPush({ port, cookie, headers })
  await push.close()
})

test('another merchant’s SKUs and orders are not there, and their changes are not heard', async () => {
  await using rig = await openTestApp()
  const { engine, gate } = rig.engine
  await engine.merchants.create({ code: 'other', name: 'Other', isDemo: false, rules: TEST_RULES })
  const theirs = await engine.merchants.open('other')
  await setUpWorld(theirs, ['A', 'SECRET'])
  const recorded = await theirs.submit(order({ id: '1' }))
  const number = 'number' in recorded ? recorded.number : ''
  const push = await signedIn(rig)
  const foreign = [
    topicName({ kind: 'stock', sku: 'SECRET' }),
    topicName({ kind: 'location', location: 'HD', sku: 'SECRET' }),
    topicName({ kind: 'order', number }),
  ]
  push.subscribe([...foreign, A])
  await waitFor(() => push.refused.length === 3, 'three refusals')
  expect(new Map(push.refused.map(({ topic, code }) => [topic, code]))).toEqual(
    new Map(foreign.map((topic) => [topic, 'not_found'])),
  )
  expect(rig.logs.join('')).toContain('a topic was refused')
  await push.until(A, () => true)
  // Longer than what an order's number, drawn at random, may hold by chance.
  const foreignUnits = 987_654_321
  await theirs.submit(receive('A', 'HD', foreignUnits))
  await gate.submit(receive('A', 'HD', 5))
  await push.until<{ onHand: number }>(A, ({ onHand }) => onHand === 5)
  expect(JSON.stringify(push.messages)).not.toContain(String(foreignUnits))
  await push.close()
  await theirs.close()
})

test('signing out closes what the session opened, and no other', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('owner')
  const [mine, tab, hers] = [
    await openPush({ port: rig.port, cookie }),
    await openPush({ port: rig.port, cookie }),
    await openPush({ port: rig.port, cookie: await rig.signIn('viewer') }),
  ]
  await rig.ask(PATHS.session, { method: 'DELETE', headers: { cookie } })
  for (const push of [mine, tab]) {
    expect(await closed(push)).toEqual({ code: PUSH_CLOSE_CODES.session_ended, reason: 'session_ended' })
  }
  hers.subscribe([A])
  await hers.until(A, () => true)
  await hers.close()
})

test('a session ended elsewhere, and a new role, end the connection soon', async () => {
  await using rig = await openTestApp({ pushLimits: { accessCheckMs: 50 } })
  const [owner, viewer] = [await signedIn(rig), await openPush({ port: rig.port, cookie: await rig.signIn('viewer') })]
  await rig.engine.engine.control`update users set role = 'service' where name = 'viewer'`
  expect(await closed(viewer)).toMatchObject({ code: PUSH_CLOSE_CODES.access_changed })
  const user = await rig.control.ensureUser({ merchantCode: MERCHANT, name: 'owner', role: 'owner' })
  await rig.control.endSessionsOf(user.id)
  expect(await closed(owner)).toMatchObject({ code: PUSH_CLOSE_CODES.session_ended })
})

test('an open connection keeps its session from going idle, as a page that asks does', async () => {
  await using rig = await openTestApp({ pushLimits: { accessCheckMs: 20 } })
  const push = await signedIn(rig)
  for (let hours = 0; hours < 30; hours += 10) {
    rig.pass(10 * 3_600_000)
    const seen = `select max(seen_at) as at from tidegate.sessions`
    const now = Date.now() + (hours + 10) * 3_600_000
    await waitFor(async () => {
      const [row] = await rig.engine.engine.control.unsafe<{ at: number }[]>(seen)
      return (row?.at ?? 0) > now - 60_000
    }, 'the session being seen')
  }
  expect(push.closed).toBeNull()
  await push.close()
})

test.each([
  ['no JSON', '{'],
  ['another message', '{"type":"shout"}'],
  ['an unknown field', `{"type":"unsubscribe","topics":["${A}"],"merchant":"other"}`],
  ['too many topics', JSON.stringify({ type: 'unsubscribe', topics: Array.from({ length: 101 }, () => A) })],
])('a message that is not of the contract closes: %s', async (_name, text) => {
  await using rig = await openTestApp()
  const push = await signedIn(rig)
  push.say(text)
  expect(await closed(push)).toMatchObject({
    code: PUSH_CLOSE_CODES.bad_message,
    reason: expect.stringContaining('expected'),
  })
})

test('a message larger than allowed closes', async () => {
  await using rig = await openTestApp()
  const push = await signedIn(rig)
  push.say('x'.repeat(PUSH_LIMITS.messageBytesMax + 1))
  expect(await closed(push)).toMatchObject({ code: PUSH_CLOSE_CODES.too_large })
})

test('who talks without pause, in messages or pings, is closed', async () => {
  await using rig = await openTestApp()
  for (const talk of [
    (push: TestPush) => push.say({ type: 'unsubscribe', topics: [A] }),
    (push: TestPush) => push.socket.ping(),
  ]) {
    const push = await signedIn(rig)
    for (let times = 0; times < 3 * PUSH_LIMITS.messagesPerSecondMax; times += 1) talk(push)
    expect(await closed(push)).toMatchObject({ code: PUSH_CLOSE_CODES.too_many_messages })
  }
})

test('a name that is no topic, and a topic beyond the limit, are refused and the others are not', async () => {
  await using rig = await openTestApp()
  const skus = Array.from({ length: PUSH_LIMITS.topicsPerConnectionMax + 1 }, (_, index) => `S${index}`)
  await rig.engine.gate.setup.addSkus(skus.map((code) => ({ code, name: code })))
  const push = await signedIn(rig)
  push.subscribe(['stock', 'merchant/other', 'stock/%41', 'stock/none'])
  await waitFor(() => push.refused.length === 4, 'four refusals')
  expect(push.refused.map(({ code }) => code)).toEqual(['bad_request', 'bad_request', 'bad_request', 'not_found'])
  const topics = skus.map((sku) => topicName({ kind: 'stock', sku }))
  for (let at = 0; at < topics.length; at += 50) push.subscribe(topics.slice(at, at + 50))
  await waitFor(() => push.held.size + push.refused.length === topics.length + 4, 'every answer')
  expect(push.refused.slice(4).map(({ topic, code }) => [topic, code])).toEqual([[topics.at(-1), 'too_many_requests']])
  // One goes, another may come.
  push.say({ type: 'unsubscribe', topics: topics.slice(0, 1) })
  push.subscribe([A])
  await push.until(A, () => true)
  await push.close()
})

test('connections are limited in all, for each caller, and in how many come at once', async () => {
  await using rig = await openTestApp({ pushLimits: { connectionsMax: 3, connectionsPerCallerMax: 2 } })
  const { port } = rig
  const cookie = await rig.signIn('owner')
  const [one, two] = [await openPush({ port, cookie }), await openPush({ port, cookie })]
  expect(await refusedHandshake({ port, cookie })).toBe(429)
  const viewer = await rig.signIn('viewer')
  const three = await openPush({ port, cookie: viewer })
  expect(await refusedHandshake({ port, cookie: viewer })).toBe(503)
  await one.close()
  let four: TestPush | null = null
  await waitFor(async () => {
    four = await openPush({ port, cookie: viewer }).catch(() => null)
    return four !== null
  }, 'room for another')
  for (const push of [two, three, four as unknown as TestPush]) await push.close()
})

test('after a restart everybody comes back: more than allowed in a second are told to come later, and all get in', async () => {
  await using rig = await openTestApp({ pushLimits: { acceptsPerSecondMax: 10 } })
  const { port } = rig
  const cookie = await rig.signIn('owner')
  let refused = 0
  const comeBack = async (): Promise<TestPush> => {
    for (;;) {
      const push = await openPush({ port, cookie }).catch(() => null)
      if (push !== null) return push
      refused += 1
      await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 800))
    }
  }
  const all = await Promise.all(Array.from({ length: 40 }, comeBack))
  expect(refused).toBeGreaterThan(0)
  for (const push of all) await push.close()
})

test('a client that is gone without a word is let go', async () => {
  await using rig = await openTestApp({ pushLimits: { aliveIntervalMs: 50, deadAfterMs: 400 } })
  const [alive, gone] = [await signedIn(rig), await openPush({ port: rig.port, cookie: await rig.signIn('viewer') })]
  // Half-open: it neither reads nor answers, and its end of the connection stays.
  gone.socket.pause()
  await waitFor(() => alive.messages.filter(({ type }) => type === 'alive').length > 15, 'some heartbeats')
  expect(alive.closed).toBeNull()
  gone.socket.resume()
  expect(await closed(gone)).toMatchObject({ code: 1006 })
  await alive.close()
})

test('a server that stops says so, and does not wait for a client that does not listen', async () => {
  const rig = await openTestApp()
  const [push, stalled] = [await signedIn(rig), await openPush({ port: rig.port, cookie: await rig.signIn('viewer') })]
  stalled.socket.pause()
  await rig[Symbol.asyncDispose]()
  stalled.socket.terminate()
  expect(await closed(push)).toMatchObject({ code: PUSH_CLOSE_CODES.stopping })
})

test('a connection outlives the time a request may take', async () => {
  await using rig = await openTestApp({
    limits: {
      answerTimeoutMs: 200,
      requestTimeoutMs: 300,
      headersTimeoutMs: 300,
      connectionIdleMs: 300,
      timeoutCheckMs: 50,
    },
    pushLimits: { aliveIntervalMs: 1_000 },
  })
  const push = await signedIn(rig)
  await waitFor(() => push.messages.some(({ type }) => type === 'alive'), 'a heartbeat')
  push.subscribe([A])
  await push.until(A, () => true)
  expect(PUSH_SERVER_LIMITS.aliveIntervalMs).toBe(PUSH_LIMITS.aliveIntervalMs)
  await push.close()
})
