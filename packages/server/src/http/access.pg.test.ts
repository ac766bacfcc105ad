import { ROLES } from '@tidegate/contract'
import type { Role } from '@tidegate/contract'
import { USER_ROLES } from '@tidegate/engine'
import fastify from 'fastify'
import type { RouteShorthandOptions } from 'fastify'
import { expect, test } from 'vitest'
import { requireDeclaredAccess } from './access.ts'
import type { Access, DeclaredRoute } from './access.ts'
import type { SchemaTypes } from './app-type.ts'
import { openTestApp } from './test-app.ts'

const ALLOWED = 'allowed'

/** What a route must answer to someone, from its declaration alone. */
function expected(access: Access, role: Role | null): number | typeof ALLOWED {
  if (access === 'public') return ALLOWED
  if (role === null) return 401
  return access === 'session' || access.includes(role) ? ALLOWED : 403
}

const isRefusedForAccess = (status: number): boolean => status === 401 || status === 403

test('every route lets in whom it declares and nobody else', async () => {
  await using rig = await openTestApp({ limits: { signInsPerMinute: 1_000 } })
  expect(rig.routes.length).toBeGreaterThan(8)
  for (const role of [null, ...ROLES]) {
    for (const route of rig.routes) {
      const headers = role === null ? {} : { cookie: await rig.signIn(role) }
      const answer = await rig.ask(addressOf(route), { method: route.method, headers, ...bodyFor(route) })
      const asked = `${role ?? 'nobody'} ${route.method} ${route.url}`
      const wanted = expected(route.access, role)
      if (wanted === ALLOWED) expect(isRefusedForAccess(answer.status) && !isSignIn(route), asked).toBe(false)
      else expect(answer.status, asked).toBe(wanted)
    }
  }
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

test('a role route refuses the other roles', async () => {
  const app = fastify({ exposeHeadRoutes: true }).withTypeProvider<SchemaTypes>()
  const declared = requireDeclaredAccess(app)
  app.get('/risk', { config: { access: ['risk', 'owner'] } }, () => 'ok')
  expect(declared).toEqual([
    { method: 'GET', url: '/risk', access: ['risk', 'owner'] },
    { method: 'HEAD', url: '/risk', access: ['risk', 'owner'] },
  ])
  expect(ROLES.map((role) => expected(['risk', 'owner'], role))).toEqual([ALLOWED, 403, ALLOWED, 403, 403, 403])
  await app.close()
})

test.each<RouteShorthandOptions>([{}, { config: {} }, { config: { access: [] } }])(
  'a route that does not say who may does not start: %j',
  (options) => {
    const app = fastify().withTypeProvider<SchemaTypes>()
    requireDeclaredAccess(app)
    expect(() => app.get('/open', options, () => 'ok')).toThrow('does not declare who may')
  },
)

test('the roles of the wire are the roles of the database', () => {
  expect(ROLES).toEqual(USER_ROLES)
})

function addressOf(route: DeclaredRoute): string {
  return route.url.replace(':number', 'TB202611110000000000000001').replace('*', '')
}

const isSignIn = (route: DeclaredRoute): boolean => route.method === 'POST' && route.url === '/api/v1/session'

function bodyFor(route: DeclaredRoute): { body?: unknown } {
  return isSignIn(route) ? { body: { token: 'x'.repeat(43) } } : {}
}
