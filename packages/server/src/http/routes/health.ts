// Whether the process lives, and whether it should be given work. Neither says more than that: both are public.

import { PATHS } from '@tidegate/contract'
import { Type } from 'typebox'
import type { App } from '../app-type.ts'

/** A database that needs longer to say "one" is not one to send work to. */
const ANSWER_MS_MAX = 2_000

const Health = Type.Object({ status: Type.Literal('alive') })
const Readiness = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Array(Type.Object({ part: Type.String(), ready: Type.Boolean() })),
})

export interface ReadinessCheck {
  part: string
  /** Rejects, or resolves to false, where the part is not ready. */
  isReady(): Promise<boolean>
}

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
      const parts = await Promise.all(checks.map(async (check) => ({ part: check.part, ready: await isReady(check) })))
      const ready = parts.every((part) => part.ready)
      return reply.code(ready ? 200 : 503).send({ ready, parts })
    },
  })
}

async function isReady(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS_MAX)
  })
  try {
    return await Promise.race([check.isReady(), tooLate])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
