// The push's one path. What a handshake must show is checked here, before there is a connection; what may then be
// asked for is the push's own.

import type { Socket } from 'node:net'
import websocket from '@fastify/websocket'
import { PATHS, PUSH_LIMITS, PUSH_PROTOCOL } from '@tidegate/contract'
import { Type } from 'typebox'
import type { PushServer } from '../../push/push-server.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import { refuseForeignSocket } from '../browser-guards.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

/**
 * Before any route and any hook that refuses: a handshake's connection is no longer the HTTP server's, and the library
 * ends those whose request it saw.
 */
export async function acceptWebSockets(app: App, handshakeMsMax: number): Promise<void> {
  // Those it did not see (a broken address meets no hook) end by this; once it is a WebSocket it has no such limit.
  app.server.on('upgrade', (_request, connection: Socket) => {
    connection.setTimeout(handshakeMsMax, () => connection.destroy())
  })
  await app.register(websocket, {
    options: {
      maxPayload: PUSH_LIMITS.messageBytesMax,
      // A compressor per connection is memory per connection, and our frames are small.
      perMessageDeflate: false,
      // The push answers pings itself, within its limits.
      autoPong: false,
      handleProtocols: () => PUSH_PROTOCOL,
    },
    // The push ends its connections itself, and says why.
    preClose: (done) => done(),
    // A connection that breaks is closed by then; there is nobody to tell.
    errorHandler: (_error, socket) => socket.terminate(),
  })
  // The library would shake hands on any path, a public one without asking who it is, and only then hang up.
  app.addHook('onRequest', async ({ ws, routeOptions }) => {
    if (ws && routeOptions.url !== PATHS.push) throw new Refusal('not_found')
  })
}

export interface PushRoute {
  push: PushServer
  callers: Callers
  publicOrigin: string | null
}

export function pushRoute(app: App, { push, callers, publicOrigin }: PushRoute): void {
  app.route({
    method: 'GET',
    url: PATHS.push,
    config: { access: { people: 'session', scope: 'any' } },
    schema: {
      summary: 'A WebSocket that tells what changes, as it changes',
      description: `Subprotocol \`${PUSH_PROTOCOL}\`. Messages, topics and limits: docs/reference/push.md.`,
      tags: ['push'],
      response: { 101: Type.Null({ description: 'The connection speaks WebSocket' }), ...REFUSALS },
    },
    async preValidation(request) {
      if (!request.ws) refusePlainHttp()
      refuseForeignSocket(request, publicOrigin)
      const offered = request.headers['sec-websocket-protocol']?.split(',').map((each) => each.trim()) ?? []
      if (!offered.includes(PUSH_PROTOCOL)) {
        throw new Refusal('bad_request', { field: '/headers/sec-websocket-protocol', expected: PUSH_PROTOCOL })
      }
      push.admit(callers.proof(request))
    },
    handler: refusePlainHttp,
    wsHandler: (socket, request) => push.connect(socket, callers.proof(request)),
  })
}

function refusePlainHttp(): never {
  throw new Refusal('bad_request', { field: '/headers/upgrade', expected: 'websocket' })
}
