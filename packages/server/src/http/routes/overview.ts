import { Overview, PATHS } from '@tidegate/contract'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'

export function overviewRoutes(app: App, merchant: MerchantOf): void {
  app.route({
    method: 'GET',
    url: PATHS.overview,
    config: { access: { people: 'session', scope: 'orders:read' } },
    schema: {
      summary: 'What flows through the gate right now',
      tags: ['overview'],
      response: { 200: Overview, ...REFUSALS },
    },
    async handler(request) {
      const reads = await merchant.reads(request)
      return reads.overview()
    },
  })
}
