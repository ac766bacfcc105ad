// Where platforms post their messages. Public by need: the signature over the raw bytes is the admission, checked
// by the shop's adapter.

import { PATHS } from '@tidegate/contract'
import type { PushReply } from '@tidegate/connectors'
import type { ShopKey } from '@tidegate/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { takePush } from '../../link/hear-pushes.ts'
import type { ShopRunners } from '../../link/shop-runner.ts'
import type { App } from '../app-type.ts'

const Params = Type.Object({ merchant: Type.String(), channel: Type.String(), shop: Type.String() })
/** Larger than any message of a platform we know; an order itself is read, never taken from here. */
const MESSAGE_BYTES_MAX = 256 * 1024
const NO_SHOP: PushReply = { status: 404, contentType: 'text/plain', body: 'not found' }

export function channelMessageRoutes(app: App, runners: Pick<ShopRunners, 'find'>): void {
  // A scope of its own: these bodies are kept as bytes, whatever their type says.
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MESSAGE_BYTES_MAX }, (_request, body, done) =>
      done(null, body),
    )
    scope.route({
      method: ['GET', 'POST'],
      url: PATHS.channelMessages,
      config: { access: 'public', isSignedByPlatform: true },
      schema: {
        summary: "Where a channel's platform posts its messages; its signature is the admission",
        tags: ['channels'],
        params: Params,
      },
      async handler(request, reply) {
        const { merchant, channel, shop } = request.params as { merchant: string; channel: string; shop: string }
        const running = runners.find(merchant, { channel, shop } as ShopKey)
        if (running === undefined) return answer(reply, NO_SHOP)
        return answer(reply, await takePush(running.link, toPushRequest(request), running.pushes))
      },
    })
  })
}

function answer(reply: FastifyReply, { status, contentType, body }: PushReply): FastifyReply {
  return reply.code(status).type(contentType).send(body)
}

function toPushRequest(request: FastifyRequest) {
  const url = new URL(request.url, 'http://push.invalid')
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ])
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  return {
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(headers) as Record<string, string | undefined>,
    body,
  }
}
