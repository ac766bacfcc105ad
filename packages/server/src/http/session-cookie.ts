// The session's token travels in a cookie that scripts cannot read and other sites cannot send.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { NewSession } from '@tidegate/engine'

export interface SessionCookie {
  readonly name: string
  read(request: FastifyRequest): string | undefined
  set(reply: FastifyReply, session: NewSession): void
  clear(reply: FastifyReply): void
}

/** With TLS the name's prefix makes browsers refuse the cookie from a neighbouring host or over plain HTTP. */
export function sessionCookie(isTls: boolean): SessionCookie {
  const name = isTls ? '__Host-tidegate_session' : 'tidegate_session'
  const options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isTls } as const
  return {
    name,
    read: (request) => request.cookies[name],
    set: (reply, { token, expiresAt }) =>
      void reply.setCookie(name, token, { ...options, expires: new Date(expiresAt) }),
    clear: (reply) => void reply.clearCookie(name, options),
  }
}
