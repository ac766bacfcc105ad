import { connect } from 'node:net'
import { ClosedError, OverloadError } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'

const SESSION = '/api/v1/session'

test('answers carry the headers that keep a browser safe', async () => {
  await using rig = await openTestApp()
  for (const path of ['/healthz', '/api/v1/session', '/', '/api/nowhere']) {
    const { headers } = await rig.ask(path)
    const policy = String(headers['content-security-policy'])
    expect(policy, path).toContain("default-src 'self'")
    expect(policy, path).toContain("frame-ancestors 'none'")
    expect(policy, path).not.toContain('unsafe-eval')
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['strict-transport-security'], path).toBeUndefined()
    expect(headers['cache-control'], path).toBe(path === '/' ? 'no-cache' : 'no-store')
  }
})

test.each([
  ['a field that is missing', {}, { field: '/token', expected: 'a value' }],
  ['a field that is too short', { token: 'abc' }, { field: '/token', expected: 'at least 20 characters' }],
  ['a body of another kind', [1], { field: '', expected: 'a value of type object' }],
  ['a body that is not JSON', '{"token": xyz', { expected: 'a body in JSON' }],
  [
    'a body that would poison prototypes',
    '{"__proto__": {"token": "xxxxxxxxxxxxxxxxxxxxxxxx"}}',
    { expected: 'a body in JSON, without __proto__ or constructor' },
  ],
  [
    'a body that would poison constructors',
    '{"constructor": {"prototype": {"a": 1}}}',
    { expected: 'a body in JSON, without __proto__ or constructor' },
  ],
])('%s is named', async (_name, body, named) => {
  await using rig = await openTestApp()
  const answer = await rig.ask(SESSION, { method: 'POST', body })
  expect([answer.status, answer.json]).toMatchObject([
    400,
    { type: 'urn:tidegate:problem:bad_request', code: 'bad_request', status: 400, retryable: false, ...named },
  ])
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.text).not.toContain('xyz')
})

test('queries are held to their limits', async () => {
  await using rig = await openTestApp()
  const headers = { cookie: await rig.signIn('viewer') }
  const problemOf = async (query: string): Promise<unknown> =>
    (await rig.ask(`/api/v1/orders?${query}`, { headers })).json
  expect(await problemOf('limit=201')).toMatchObject({ code: 'bad_request', field: '/limit', expected: 'at most 200' })
  expect(await problemOf('limit=many')).toMatchObject({ field: '/limit', expected: 'a value of type integer' })
  expect(await problemOf('limit=1&limit=2')).toMatchObject({ field: '/limit' })
  expect(await problemOf("before=1';--")).toMatchObject({ field: '/before' })
})

test('other media types, unknown paths, broken addresses and large bodies are problems too', async () => {
  await using rig = await openTestApp()
  const text = await rig.ask(SESSION, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' })
  expect([text.status, text.json]).toMatchObject([400, { expected: 'content-type application/json' }])
  expect((await rig.ask('/api/v1/nowhere', { headers: { accept: 'text/html' } })).json).toMatchObject({
    code: 'not_found',
    status: 404,
  })
  expect((await rig.ask('/api/v1/%zz')).json).toMatchObject({ code: 'bad_request' })
  const large = await rig.ask(SESSION, { method: 'POST', body: { token: 'x'.repeat(1024 * 1024) } })
  expect([large.status, large.json]).toMatchObject([413, { code: 'too_large' }])
})

test('an order nobody has is not found, with or without an explanation', async () => {
  await using rig = await openTestApp()
  const headers = { cookie: await rig.signIn('viewer') }
  for (const path of ['/api/v1/orders/TB1', '/api/v1/orders/TB1/explanation']) {
    expect((await rig.ask(path, { headers })).json, path).toMatchObject({ code: 'not_found' })
  }
})

test.each([
  [new OverloadError('full'), 503, 'overloaded'],
  [new ClosedError('closing'), 503, 'overloaded'],
  [new Error('password=hunter2 of 13800138000'), 500, 'internal'],
])('%s is answered %i', async (error, status, code) => {
  await using rig = await openTestApp({ explain: () => Promise.reject(error) })
  const answer = await rig.ask('/api/v1/orders/TB1/explanation', { headers: { cookie: await rig.signIn('viewer') } })
  expect([answer.status, answer.json]).toMatchObject([status, { code, retryable: true }])
  expect(answer.headers['retry-after']).toBe('1')
  expect(answer.text).not.toContain('hunter2')
  const incident = /incident ([\w-]{36})/.exec(answer.text)?.[1]
  const logged = rig.logs.filter((line) => line.includes('a request failed'))
  expect(logged).toHaveLength(status === 500 ? 1 : 0)
  if (status === 500) expect(logged[0]).toContain(incident ?? 'no incident')
})

test('work that takes too long is answered as overload', async () => {
  await using rig = await openTestApp({ explain: () => new Promise(() => undefined), limits: { answerTimeoutMs: 200 } })
  const answer = await rig.ask('/api/v1/orders/TB1/explanation', { headers: { cookie: await rig.signIn('viewer') } })
  expect(answer.json).toMatchObject({ code: 'overloaded', status: 503 })
})

test('liveness says the process lives; readiness says which part is not ready', async () => {
  let isFull = false
  const queue = { part: 'queue', reason: 'queue_full', isReady: () => Promise.resolve(!isFull) } as const
  const broken = { part: 'disk', reason: 'disk_nearly_full', isReady: () => Promise.reject(new Error('down')) } as const
  await using rig = await openTestApp({ readiness: [queue] })
  expect((await rig.ask('/healthz')).json).toEqual({ status: 'alive' })
  const parts = (database: boolean, rest: boolean) => [
    { part: 'database', ready: database, reason: database ? null : 'database_silent' },
    { part: 'queue', ready: rest, reason: rest ? null : 'queue_full' },
  ]
  expect((await rig.ask('/readyz')).json).toEqual({ ready: true, parts: parts(true, true) })
  isFull = true
  const full = await rig.ask('/readyz')
  expect([full.status, full.json]).toEqual([503, { ready: false, parts: parts(true, false) }])
  await using other = await openTestApp({ readiness: [broken] })
  expect((await other.ask('/readyz')).status).toBe(503)
})

test('a database that is gone makes us not ready, but alive', async () => {
  await using rig = await openTestApp()
  await rig.engine.engine.control.end({ timeout: 0 })
  expect((await rig.ask('/healthz')).status).toBe(200)
  expect((await rig.ask('/readyz')).json).toMatchObject({ ready: false, parts: [{ part: 'database', ready: false }] })
})

test('the console: its pages, its files, and nothing beside them', async () => {
  await using rig = await openTestApp()
  const page = { accept: 'text/html,*/*' }
  for (const path of ['/', '/orders', '/orders/TB1', '/sign-in?token=abc']) {
    const answer = await rig.ask(path, { headers: page })
    expect([answer.status, answer.headers['content-type']], path).toEqual([200, 'text/html; charset=utf-8'])
  }
  const file = await rig.ask('/assets/index-4f2a.js')
  expect([file.status, file.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  for (const path of [
    '/assets/gone.js',
    '/../package.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/.env',
    '/assets/',
    '/%00',
  ]) {
    const answer = await rig.ask(path, { headers: path.endsWith('js') ? {} : page })
    expect(answer.text, path).not.toMatch(/root:|"name"/)
    expect(answer.headers['cache-control'], path).not.toContain('immutable')
  }
  expect((await rig.ask('/assets/gone.js', { headers: page })).status).toBe(404)
  expect((await rig.ask('/orders', { method: 'POST', headers: page })).status).toBe(404)
})

test('without a built console there is the API and nothing else', async () => {
  await using rig = await openTestApp({ consoleDir: '/nowhere' })
  const answer = await rig.ask('/', { headers: { accept: 'text/html' } })
  expect([answer.status, answer.json]).toMatchObject([404, { code: 'not_found' }])
  expect((await rig.ask('/healthz')).status).toBe(200)
})

test('who never finishes a request is cut off', async () => {
  await using rig = await openTestApp({ limits: { headersTimeoutMs: 300, requestTimeoutMs: 400, timeoutCheckMs: 100 } })
  const headers = `POST ${SESSION} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\n`
  expect(await closedAfterMs(rig, headers)).toBeLessThan(2_000)
  const body = `${headers}x-tidegate-csrf: 1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"token":`
  expect(await closedAfterMs(rig, body)).toBeLessThan(2_000)
})

test('a connection on which nothing moves is closed', async () => {
  await using rig = await openTestApp({ limits: { connectionIdleMs: 300 } })
  expect(await closedAfterMs(rig, '')).toBeLessThan(2_000)
})

function closedAfterMs({ port }: TestApp, sent: string): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('error', reject)
    socket.on('close', () => resolve(performance.now() - startedAt))
    socket.resume()
  })
}
