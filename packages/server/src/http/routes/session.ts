import { PATHS, Session, SignIn } from '@tidegate/contract'
import type { Control, SessionInfo } from '@tidegate/engine'
import { Type } from 'typebox'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { ServedGates } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'
import type { SessionCookie } from '../session-cookie.ts'

export interface SessionRoutes {
  control: Control
  cookie: SessionCookie
  callers: Callers
  gates: ServedGates
  signInsPerMinute: number
  /** Told which session has just ended here. */
  ended: (token: string) => void
}

export function sessionRoutes(
  app: App,
  { control, cookie, callers, gates, signInsPerMinute, ended }: SessionRoutes,
): void {
  const tags = ['session']

  async function view({ userName, role, merchantCode }: SessionInfo): Promise<Session> {
    const { merchant } = await gates.open(merchantCode)
    const { code, name, isDemo } = merchant
    return { user: userName, role, merchant: { code, name, isDemo } }
  }

  app.route({
    method: 'POST',
    url: PATHS.signIn,
    config: { access: 'public', rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } },
    schema: {
      summary: 'Open a session with the token of a sign-in link',
      tags,
      body: SignIn,
      response: { 200: Session, ...REFUSALS },
    },
    async handler(request, reply) {
      const opened = await control.signIn(request.body.token, cookie.read(request))
      const session = opened === null ? null : await control.findSession(opened.token)
      // One answer for an unknown, a used and an expired link: which it was is nobody's business.
      if (opened === null || session === null) {
        throw new Refusal('not_signed_in', { detail: 'This sign-in link is not valid any more; ask for a new one' })
      }
      cookie.set(reply, opened)
      return view(session)
    },
  })

  app.route({
    method: 'GET',
    url: PATHS.session,
    config: { access: 'session' },
    schema: { summary: 'Who is signed in', tags, response: { 200: Session, ...REFUSALS } },
    handler: (request) => view(callers.session(request)),
  })

  app.route({
    method: 'DELETE',
    url: PATHS.session,
    config: { access: 'session' },
    schema: {
      summary: 'End the session',
      tags,
      response: { 204: Type.Null({ description: 'The session has ended' }), ...REFUSALS },
    },
    async handler(request, reply) {
      const token = cookie.read(request) ?? ''
      await control.endSession(token)
      ended(token)
      cookie.clear(reply)
      return reply.code(204).send(null)
    },
  })
}
