// Whether the process lives, and whether it should be given work. Neither says more than that: both are public.

import { Nullable, PATHS } from '@tidegate/contract'
import { Type } from 'typebox'
import type { App } from '../app-type.ts'
import { UNREADY_REASONS, readReadiness } from '../readiness.ts'
import type { ReadinessCheck } from '../readiness.ts'

const Health = Type.Object({ status: Type.Literal('alive') })
const Readiness = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Array(
    Type.Object({ part: Type.String(), ready: Type.Boolean(), reason: Nullable(Type.Enum(UNREADY_REASONS)) }),
  ),
})

export function healthRoutes(app: App, checks: readonly ReadinessCheck[]): void {
  const config = { access: 'public' } as const
  const tags = ['health']

  app.route({
    method: 'GET',
    url: PATHS.health,
    config,
    schema: { summary: 'The process lives', tags, response: { 200: Health } },
    handler: () => ({ status: 'alive' as const }),
  })

  app.route({
    method: 'GET',
    url: PATHS.ready,
    config,
    schema: {
      summary: 'Every part is ready for work, or which is not',
      tags,
      response: { 200: Readiness, 503: Readiness },
    },
    async handler(_request, reply) {
      const parts = await readReadiness(checks)
      const ready = parts.every((part) => part.ready)
      return reply.code(ready ? 200 : 503).send({ ready, parts })
    },
  })
}
