// Who may: every route says so itself, and one that does not keeps the program from starting. The session
// decides the merchant too; no merchant is ever taken from a request.

import type { Role } from '@tidegate/contract'
import type { Control, SessionInfo } from '@tidegate/engine'
import type { FastifyRequest, RouteOptions } from 'fastify'
import type { App } from './app-type.ts'
import { Refusal } from './problems.ts'
import type { SessionCookie } from './session-cookie.ts'

/** Anyone, anyone signed in, or these roles only. */
export type Access = 'public' | 'session' | readonly Role[]

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
    if (access === undefined || access.length === 0) {
      throw new Error(`${methods.join(', ')} ${route.url} does not declare who may: give its config an access`)
    }
    for (const method of methods) declared.push({ method, url: route.url, access })
  })
  return declared
}

export interface Sessions {
  /** The session a request of a `session` or role route came with. */
  of(request: FastifyRequest): SessionInfo
}

/** Lets a request in or refuses it, before its body is read. */
export function enforceAccess(app: App, control: Control, cookie: SessionCookie): Sessions {
  const sessions = new WeakMap<FastifyRequest, SessionInfo>()
  app.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (request.is404 || access === 'public') return
    const token = cookie.read(request)
    const session = token === undefined ? null : await control.findSession(token)
    if (session === null) throw new Refusal('not_signed_in')
    if (access !== 'session' && access?.includes(session.role) !== true) throw new Refusal('not_allowed')
    sessions.set(request, session)
  })
  return {
    of(request) {
      const session = sessions.get(request)
      if (session === undefined)
        throw new Error(`${request.routeOptions.url ?? 'a route'} is public and has no session`)
      return session
    },
  }
}
