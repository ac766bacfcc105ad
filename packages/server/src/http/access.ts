// Who may: every route says so itself, and one that does not keeps the program from starting. The session or the
// key decides the merchant too; no merchant is ever taken from a request.

import type { Role, Scope } from '@tidegate/contract'
import type { ApiKeyInfo, Control, SessionInfo } from '@tidegate/engine'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { App } from './app-type.ts'
import { bearerKey } from './bearer-key.ts'
import { Refusal } from './problems.ts'
import type { SessionCookie } from './session-cookie.ts'

/** People: anyone signed in, or these roles only. */
type PeopleAccess = 'session' | readonly Role[]

/** People, and programs whose key has the scope. */
interface SharedAccess {
  people: PeopleAccess
  /** `any` lets every key in that stands: what it may do there is asked where it asks for something. */
  scope: Scope | 'any'
}

/** Anyone; people only; people and keys. */
export type Access = 'public' | PeopleAccess | SharedAccess

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

export interface DeclaredRoute {
  method: string
  url: string
  access: Access
}

/** Collects what the routes declare; registered before the first of them. */
export function requireDeclaredAccess(app: App): readonly DeclaredRoute[] {
  const declared: DeclaredRoute[] = []
  app.addHook('onRoute', (route: RouteOptions) => {
    const access = route.config?.access
    const methods = [route.method].flat()
    if (access === undefined || peopleOf(access).length === 0) {
      throw new Error(`${methods.join(', ')} ${route.url} does not declare who may: give its config an access`)
    }
    for (const method of methods) declared.push({ method, url: route.url, access })
  })
  return declared
}

export function peopleOf(access: Access): 'public' | PeopleAccess {
  return isShared(access) ? access.people : access
}

/** The scope a key needs; null where no key may. */
export function scopeOf(access: Access): Scope | 'any' | null {
  return isShared(access) ? access.scope : null
}

function isShared(access: Access): access is SharedAccess {
  return typeof access === 'object' && 'scope' in access
}

/** Who asks, for the timeline: `user:<id>` or `key:<id>`. */
interface Caller {
  merchantCode: string
  actor: string
}

export interface Callers {
  /** Whoever a request of a route that is not public came from. */
  of(request: FastifyRequest): Caller
  /** Whether it came with an API key; false on a public route. */
  isKey(request: FastifyRequest): boolean
  /** The same in full, with the secret that proves it. */
  proof(request: FastifyRequest): Known & { token: string }
  /** Whether it is a person of one of these roles, or a key: a key may whatever its scope lets it. */
  isOneOf(request: FastifyRequest, roles: readonly Role[]): boolean
  /** The session a request of a route that is open to people only came with. */
  session(request: FastifyRequest): SessionInfo
}

/** A person or a program, as the control schema knows them. */
export type Known = { session: SessionInfo } | { key: ApiKeyInfo }

/** The same answer as at the door, for what is asked for later on an open connection. */
export function mayAccess(known: Known, access: Access): boolean {
  if (access === 'public') return true
  if ('key' in known) return holdsScope(known.key, scopeOf(access))
  const people = peopleOf(access)
  return people === 'session' || people.includes(known.session.role)
}

function holdsScope(key: ApiKeyInfo, scope: ReturnType<typeof scopeOf>): boolean {
  return scope !== null && (scope === 'any' || key.scopes.includes(scope))
}

/** Lets a request in or refuses it, before its body is read. */
export function enforceAccess(app: App, control: Control, cookie: SessionCookie): Callers {
  const known = new WeakMap<FastifyRequest, Known>()
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (request.is404 || access === undefined || access === 'public') return
    const token = bearerKey(request)
    // A request with a key is that key's, whatever cookie travels along.
    if (token === undefined) known.set(request, { session: await admitPerson(control, access, cookie.read(request)) })
    else known.set(request, { key: await admitKey(control, access, token) })
  })
  const knownOf = (request: FastifyRequest): Known => {
    const found = known.get(request)
    if (found === undefined)
      throw new Error(`${request.routeOptions.url ?? 'a route'} is public: nobody is known there`)
    return found
  }
  return {
    proof: (request) => ({ ...knownOf(request), token: bearerKey(request) ?? cookie.read(request) ?? '' }),
    of(request) {
      const found = knownOf(request)
      return 'key' in found
        ? { merchantCode: found.key.merchantCode, actor: `key:${found.key.keyId}` }
        : { merchantCode: found.session.merchantCode, actor: `user:${found.session.userId}` }
    },
    isKey(request) {
      const found = known.get(request)
      return found !== undefined && 'key' in found
    },
    isOneOf(request, roles) {
      const found = knownOf(request)
      return 'key' in found || roles.includes(found.session.role)
    },
    session(request) {
      const found = knownOf(request)
      if ('key' in found)
        throw new Error(`${request.routeOptions.url ?? 'a route'} is open to keys: there is no session`)
      return found.session
    },
  }
}

async function admitPerson(control: Control, access: Access, token: string | undefined): Promise<SessionInfo> {
  const session = token === undefined ? null : await control.findSession(token)
  if (session === null) throw new Refusal('not_signed_in')
  if (!mayAccess({ session }, access)) throw new Refusal('not_allowed')
  return session
}

async function admitKey(control: Control, access: Access, token: string): Promise<ApiKeyInfo> {
  const key = await control.findApiKey(token)
  if (key === null) throw new Refusal('key_not_valid', { field: '/headers/authorization' })
  const scope = scopeOf(access)
  if (scope === null) throw new Refusal('scope_missing', { detail: 'No API key may do this; a signed-in person may' })
  if (!holdsScope(key, scope)) throw new Refusal('scope_missing', { expected: `a key with the scope ${scope}` })
  return key
}
