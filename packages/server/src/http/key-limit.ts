// How often one API key may ask. It keeps a program in a loop from taking the machine from everybody else; who has
// much to send sends it in bulk.

import type { Callers } from './access.ts'
import type { App } from './app-type.ts'
import { Refusal } from './problems.ts'

/** Registered behind the hook that knows who calls. */
export function limitKeys(app: App, callers: Callers, requestsPerMinute: number): void {
  const check = app.createRateLimit({
    max: requestsPerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => callers.of(request).actor,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (!callers.isKey(request)) return
    const limit = await check(request)
    if (limit.isAllowed || !limit.isExceeded) return
    reply.header('retry-after', limit.ttlInSeconds)
    throw new Refusal('too_many_requests')
  })
}
