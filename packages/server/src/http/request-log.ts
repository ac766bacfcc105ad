// One line per request that changed, refused or failed something; plain reads only at debug. A line has
// the path and never the query, a header or a body: that is where tokens and people's data travel.

import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../log.ts'
import type { App } from './app-type.ts'

/** Our longest path is far shorter; what is longer is a probe, and it need not fill the log. */
const PATH_CHARACTERS_MAX = 200

export function logRequests(app: App, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    log[levelOf(request, reply)](
      {
        request: request.id,
        method: request.method,
        path: pathOf(request),
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
        from: request.ip,
      },
      'request',
    )
  })
}

function levelOf({ method }: FastifyRequest, { statusCode }: FastifyReply): 'debug' | 'info' | 'warn' {
  if (statusCode === 401 && method === 'GET') return 'debug' // Every console asks whether it is signed in.
  if (statusCode >= 400) return 'warn'
  return method === 'GET' || method === 'HEAD' ? 'debug' : 'info'
}

function pathOf({ url }: FastifyRequest): string {
  const path = url.slice(0, PATH_CHARACTERS_MAX + 1).split('?', 1)[0] ?? ''
  return path.length > PATH_CHARACTERS_MAX ? `${path.slice(0, PATH_CHARACTERS_MAX)}…` : path
}
