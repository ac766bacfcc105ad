import { expect, test } from 'vitest'
import { isOwnHost } from './browser-guards.ts'
import { openTestApp } from './test-app.ts'

const SESSION = '/api/v1/session'
const body = { token: 'x'.repeat(43) }

test('a changing request needs the header no foreign page can send', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('owner')
  const outgoing = { host: `127.0.0.1:${rig.port}`, cookie }
  const answer = await fetch(`http://127.0.0.1:${rig.port}${SESSION}`, { method: 'DELETE', headers: outgoing })
  expect([answer.status, await answer.json()]).toMatchObject([
    403,
    { code: 'not_allowed', field: '/headers/x-tidegate-csrf' },
  ])
  expect((await rig.ask(SESSION, { headers: { cookie } })).status).toBe(200)
})

test('a changing request from a page of another site is refused', async () => {
  await using rig = await openTestApp()
  const own = `http://127.0.0.1:${rig.port}`
  const statusFrom = async (origin: string): Promise<number> =>
    (await rig.ask(SESSION, { method: 'POST', headers: { origin }, body })).status
  expect(await statusFrom(own)).toBe(401)
  for (const origin of ['https://evil.example', 'null', `${own}.evil.example`, 'http://127.0.0.1:1', 'file://', '']) {
    expect(await statusFrom(origin), origin).toBe(403)
  }
})

test('a host name that is not ours is refused before anything else, on every path', async () => {
  await using rig = await openTestApp()
  const cookie = await rig.signIn('owner')
  for (const path of ['/', '/api/v1/session', '/healthz', '/nowhere']) {
    const answer = await rig.ask(path, { headers: { host: 'rebound.example', cookie } })
    expect([answer.status, answer.json], path).toMatchObject([400, { code: 'bad_request', field: '/headers/host' }])
  }
})

test('the public origin is one of ours, the proxy in front of us changes nothing else', async () => {
  await using rig = await openTestApp({ publicOrigin: 'https://oms.example' })
  const headers = { host: 'oms.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '10.0.0.1' }
  expect(
    (await rig.ask(SESSION, { method: 'POST', headers: { ...headers, origin: 'https://oms.example' }, body })).status,
  ).toBe(401)
  expect(
    (await rig.ask(SESSION, { method: 'POST', headers: { ...headers, origin: 'https://evil.example' }, body })).status,
  ).toBe(403)
})

test.each([
  ['localhost', true],
  ['localhost:4680', true],
  ['127.0.0.1:4680', true],
  ['192.168.1.5', true],
  ['[::1]:4680', true],
  ['', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['2130706433', false],
  ['[::1', false],
  ['::1', false],
  ['localhost:4680@evil.example', false],
])('%s is a host of ours: %s', (host, isOurs) => {
  expect(isOwnHost(host)).toBe(isOurs)
})
