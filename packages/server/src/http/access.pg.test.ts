import { ROLES, SCOPES } from '@tidegate/contract'
import type { Role, Scope } from '@tidegate/contract'
import { KEY_SCOPES, USER_ROLES } from '@tidegate/engine'
import fastify from 'fastify'
import type { RouteShorthandOptions } from 'fastify'
import { expect, test } from 'vitest'
import { TEST_RULES, order } from '../../../../tools/test-world.ts'
import { peopleOf, requireDeclaredAccess, scopeOf } from './access.ts'
import type { Access, DeclaredRoute } from './access.ts'
import type { SchemaTypes } from './app-type.ts'
import { openTestApp } from './test-app.ts'
import type { TestAnswer, TestApp } from './test-app.ts'

const ALLOWED = 'allowed'

type Wanted = number | typeof ALLOWED

/** What a route must answer to a person, from its declaration alone. */
function expectedForRole(access: Access, role: Role | null): Wanted {
  const people = peopleOf(access)
  if (people === 'public') return ALLOWED
  if (role === null) return 401
  return people === 'session' || people.includes(role) ? ALLOWED : 403
}

function expectedForKey(access: Access, scopes: readonly Scope[]): Wanted {
  if (access === 'public') return ALLOWED
  const scope = scopeOf(access)
  return scope === 'any' || (scope !== null && scopes.includes(scope)) ? ALLOWED : 403
}

const isRefusedForAccess = (status: number): boolean => status === 401 || status === 403

interface Asker {
  name: string
  headers: Record<string, string>
  expected(access: Access): Wanted
}

/** Asks every route; returns the answers of those that let the asker in. */
async function askEveryRoute(rig: TestApp, number: string, asker: Asker): Promise<TestAnswer[]> {
  const answers: TestAnswer[] = []
  for (const route of rig.routes) {
    const request = { method: route.method, headers: asker.headers, ...bodyFor(route) }
    const answer = await rig.ask(addressOf(route, number), request)
    const asked = `${asker.name} ${route.method} ${route.url}`
    const wanted = asker.expected(route.access)
    if (wanted === ALLOWED) expect(isRefusedForAccess(answer.status) && !isSignIn(route), asked).toBe(false)
    else expect(answer.status, asked).toBe(wanted)
    if (wanted === ALLOWED) answers.push(answer)
  }
  return answers
}

test('every route lets in the people it declares and nobody else', async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 1_000 } })
  expect(rig.routes.length).toBeGreaterThan(8)
  for (const role of [null, ...ROLES]) {
    // A route may end the very session it is asked with, so each is asked with a fresh one.
    for (const route of rig.routes) {
      const headers: Record<string, string> = role === null ? {} : { cookie: await rig.signIn(role) }
      const name = role ?? 'nobody'
      const expected = (access: Access): Wanted => expectedForRole(access, role)
      await askEveryRoute({ ...rig, routes: [route] }, NO_SUCH_ORDER, { name, headers, expected })
    }
  }
})

test('every route lets in the keys whose scope it declares and no other key', async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 1_000 } })
  const sets = [
    ...SCOPES.map((scope) => [scope]),
    ...SCOPES.map((left) => SCOPES.filter((each) => each !== left)),
    SCOPES,
  ]
  for (const scopes of sets) {
    const headers = await rig.keyHeaders(scopes)
    const expected = (access: Access): Wanted => expectedForKey(access, scopes)
    await askEveryRoute(rig, NO_SUCH_ORDER, { name: `key ${scopes.join('+')}`, headers, expected })
  }
})

test("a key of another merchant finds nothing of this one's behind any route", async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 1_000 } })
  const recorded = await rig.engine.gate.submit(order({ id: 'CANARY-1', lines: { A: 1 } }))
  const number = 'number' in recorded ? recorded.number : ''
  await rig.engine.engine.merchants.create({ code: 'neighbour', name: 'Neighbour', isDemo: false, rules: TEST_RULES })
  const expected = (access: Access): Wanted => expectedForKey(access, SCOPES)
  const own = await askEveryRoute(rig, number, { name: 'own key', headers: await rig.keyHeaders(SCOPES), expected })
  expect(own.some(({ text }) => text.includes('CANARY-1'))).toBe(true)
  const headers = { ...(await rig.keyHeaders(SCOPES, 'neighbour')), 'x-merchant': 'test' }
  const others = await askEveryRoute(rig, number, { name: 'key of another', headers, expected })
  for (const { text } of others) expect(text).not.toMatch(/CANARY-1|"test"/)
})

test('a key that is unknown, revoked or malformed opens nothing, and a cookie beside it changes nothing', async () => {
  await using rig = await openTestApp()
  const { keyId, token } = await rig.control.createApiKey({
    merchantCode: 'test',
    name: 'old',
    scopes: ['orders:read'],
  })
  const cookie = await rig.signIn('owner')
  const ask = async (authorization: string): Promise<unknown> =>
    (await rig.ask('/api/v1/orders', { headers: { authorization, cookie } })).json
  expect(await ask(`Bearer ${token}`)).toMatchObject({ orders: [] })
  expect(await ask(`bearer  ${token}`)).toMatchObject({ orders: [] })
  await rig.control.revokeApiKey('test', keyId)
  for (const given of [token, `tg_${'x'.repeat(43)}`, '', `${token} x`, 'tg_%00'])
    expect(await ask(`Bearer ${given}`), given).toMatchObject({ code: 'key_not_valid', status: 401 })
  // Not ours, so the cookie counts: a proxy in front of us may ask for a password of its own.
  expect(await ask('Basic eDp5')).toMatchObject({ orders: [] })
})

test('a changing request with a key needs no header against foreign pages, one with a cookie does', async () => {
  await using rig = await openTestApp()
  const send = (headers: Record<string, string>): Promise<Response> =>
    fetch(`http://127.0.0.1:${rig.port}/api/v1/session`, { method: 'DELETE', headers })
  const withKey = await send(await rig.keyHeaders(SCOPES))
  expect([withKey.status, await withKey.json()]).toMatchObject([403, { code: 'scope_missing' }])
  const withCookie = await send({ cookie: await rig.signIn('owner') })
  expect([withCookie.status, await withCookie.json()]).toMatchObject([403, { field: '/headers/x-tidegate-csrf' }])
})

test('a session nobody opened is refused, whatever its form', async () => {
  await using rig = await openTestApp()
  for (const cookie of [
    'tidegate_session=',
    `tidegate_session=${'x'.repeat(43)}`,
    'tidegate_session=%00; a=b',
    'other=1',
  ]) {
    expect((await rig.ask('/api/v1/orders', { headers: { cookie } })).json).toMatchObject({ code: 'not_signed_in' })
  }
})

test('a role route refuses the other roles, with or without keys beside them', async () => {
  const app = fastify({ exposeHeadRoutes: true }).withTypeProvider<SchemaTypes>()
  const declared = requireDeclaredAccess(app)
  app.get('/risk', { config: { access: ['risk', 'owner'] } }, () => 'ok')
  expect(declared).toEqual([
    { method: 'GET', url: '/risk', access: ['risk', 'owner'] },
    { method: 'HEAD', url: '/risk', access: ['risk', 'owner'] },
  ])
  const forRoles = (access: Access): Wanted[] => ROLES.map((role) => expectedForRole(access, role))
  const wanted = [ALLOWED, 403, ALLOWED, 403, 403, 403]
  expect(forRoles(['risk', 'owner'])).toEqual(wanted)
  expect(forRoles({ people: ['risk', 'owner'], scope: 'orders:read' })).toEqual(wanted)
  await app.close()
})

test.each<RouteShorthandOptions>([
  {},
  { config: {} },
  { config: { access: [] } },
  { config: { access: { people: [], scope: 'orders:read' } } },
])('a route that does not say who may does not start: %j', (options) => {
  const app = fastify().withTypeProvider<SchemaTypes>()
  requireDeclaredAccess(app)
  expect(() => app.get('/open', options, () => 'ok')).toThrow('does not declare who may')
})

test('roles and scopes of the wire are those of the database', () => {
  expect(ROLES).toEqual(USER_ROLES)
  expect(SCOPES).toEqual(KEY_SCOPES)
})

const NO_SUCH_ORDER = 'TB202611110000000000000001'

function addressOf(route: DeclaredRoute, number: string): string {
  return route.url.replace('*', '').replace(':number', number).replaceAll(/:\w+/g, 'CANARY-1')
}

const isSignIn = (route: DeclaredRoute): boolean => route.method === 'POST' && route.url === '/api/v1/session'

function bodyFor(route: DeclaredRoute): { body?: unknown } {
  return isSignIn(route) ? { body: { token: 'x'.repeat(43) } } : {}
}
