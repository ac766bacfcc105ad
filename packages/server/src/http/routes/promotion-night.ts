// Promotion night for every shop at once: a promotion begins and ends at one hour for all.

import { PATHS, PromotionNight } from '@tidegate/contract'
import type { Instant } from '@tidegate/domain'
import { Type } from 'typebox'
import type { Clock } from '../../clock.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

export interface PromotionNightOptions {
  merchant: MerchantOf
  clock: Pick<Clock, 'now'>
}

const DAY_MS = 24 * 60 * 60_000
/** The longest promotions last some three weeks; a later end is a slip of the keys. */
const PROMOTION_DAYS_MAX = 31

export function promotionNightRoutes(app: App, { merchant, clock }: PromotionNightOptions): void {
  app.route({
    method: 'PUT',
    url: PATHS.promotionNight,
    config: { access: ['owner', 'operations'] },
    schema: {
      summary: 'Promotion night of all shops: on, until a time if one is given, or off',
      tags: ['channels'],
      body: PromotionNight,
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const { promotions } = (await merchant.gate(request)).links
      if (request.body.on) await promotions.begin('all', endOf(request.body.until ?? null, clock.now()))
      else await promotions.end('all')
      return reply.code(204).send(null)
    },
  })
}

function endOf(text: string | null, now: Instant): Instant | null {
  if (text === null) return null
  const until = Date.parse(text)
  if (until > now && until <= now + PROMOTION_DAYS_MAX * DAY_MS) return until
  throw new Refusal('bad_request', { field: '/until', expected: `a time in the next ${PROMOTION_DAYS_MAX} days` })
}
