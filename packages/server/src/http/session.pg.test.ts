import { expect, test } from 'vitest'
import { MERCHANT, cookieOf, openTestApp } from './test-app.ts'
import type { TestApp } from './test-app.ts'

const SESSION = '/api/v1/session'
const HOUR_MS = 3_600_000

async function freshToken({ control }: TestApp): Promise<string> {
  const user = await control.ensureUser({ merchantCode: MERCHANT, name: 'lin', role: 'owner' })
  return (await control.createSignInLink(user.id)).token
}

test('a link opens one session, which says who is signed in and where', async () => {
  await using rig = await openTestApp()
  const token = await freshToken(rig)
  const opened = await rig.ask(SESSION, { method: 'POST', body: { token } })
  const session = { user: 'lin', role: 'owner', merchant: { code: 'test', name: 'Test', isDemo: false } }
  expect([opened.status, opened.json]).toEqual([200, session])
  expect(opened.headers['set-cookie']?.[0]).toMatch(
    /^tidegate_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
  )
  expect((await rig.ask(SESSION, { headers: { cookie: cookieOf(opened) } })).json).toEqual(session)
  const again = await rig.ask(SESSION, { method: 'POST', body: { token } })
  expect([again.status, again.json]).toMatchObject([401, { code: 'not_signed_in' }])
  expect(again.headers['set-cookie']).toBeUndefined()
})

test('an expired link opens nothing', async () => {
  await using rig = await openTestApp()
  const token = await freshToken(rig)
  rig.pass(HOUR_MS)
  expect((await rig.ask(SESSION, { method: 'POST', body: { token } })).status).toBe(401)
})

test('signing out ends the session on the server and takes the cookie back', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('viewer')
  const ended = await rig.ask(SESSION, { method: 'DELETE', headers: { cookie } })
  expect([ended.status, ended.text]).toEqual([204, ''])
  expect(ended.headers['set-cookie']?.[0]).toMatch(/^tidegate_session=; .*Expires=Thu, 01 Jan 1970/)
  expect((await rig.ask(SESSION, { headers: { cookie } })).status).toBe(401)
})

test('signing in from a session replaces it: a planted session is worth nothing afterwards', async () => {
  await using rig = await openTestApp()
  const planted = await rig.signIn('viewer')
  const opened = await rig.ask(SESSION, {
    method: 'POST',
    headers: { cookie: planted },
    body: { token: await freshToken(rig) },
  })
  expect(opened.status).toBe(200)
  expect((await rig.ask(SESSION, { headers: { cookie: planted } })).status).toBe(401)
})

test('a session ends when it was idle too long', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('viewer')
  rig.pass(13 * HOUR_MS)
  expect((await rig.ask(SESSION, { headers: { cookie } })).status).toBe(401)
})

test('behind TLS the cookie is bound to the host and secure, and the browser is told to stay on TLS', async () => {
  await using rig = await openTestApp({ publicOrigin: 'https://oms.example' })
  const headers = { host: 'oms.example', origin: 'https://oms.example' }
  const opened = await rig.ask(SESSION, { method: 'POST', headers, body: { token: await freshToken(rig) } })
  expect(opened.headers['set-cookie']?.[0]).toMatch(/^__Host-tidegate_session=.*; HttpOnly; Secure; SameSite=Strict$/)
  expect(opened.headers['strict-transport-security']).toContain('max-age=')
})

test('signing in is limited per address and says when to come back', async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 3 } })
  const statuses: number[] = []
  for (let turn = 0; turn < 4; turn += 1)
    statuses.push((await rig.ask(SESSION, { method: 'POST', body: { token: 'x'.repeat(43) } })).status)
  expect(statuses).toEqual([401, 401, 401, 429])
  const refused = await rig.ask(SESSION, { method: 'POST', body: { token: await freshToken(rig) } })
  expect(refused.json).toMatchObject({ code: 'too_many_requests', retryable: true })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(1)
})

test('no log line holds a token, a cookie or a query', async () => {
  await using rig = await openTestApp()
  const token = await freshToken(rig)
  await rig.ask(`/sign-in?token=${token}`, { headers: { accept: 'text/html' } })
  const opened = await rig.ask(SESSION, { method: 'POST', body: { token } })
  const cookie = cookieOf(opened)
  await rig.ask('/api/v1/orders?before=secret%0Anext', { headers: { cookie } })
  await rig.ask('/api/v1/orders/a%0d%0ab\u001b[31m', { headers: { cookie } }).catch(() => undefined)
  const lines = rig.logs.join('')
  expect(rig.logs.length).toBeGreaterThan(2)
  for (const secret of [token, cookie.split('=')[1] ?? '?', 'secret', '\u001b']) expect(lines).not.toContain(secret)
})
