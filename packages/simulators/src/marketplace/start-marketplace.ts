// Starts any platform's marketplace as a real HTTP server on loopback: the platform's routes, faults of the wire,
// the control door, and the posting of messages.

import { randomBytes } from 'node:crypto'
import Fastify from 'fastify'
import type { CallLimitOptions } from './call-limit.ts'
import { controlRoutes } from './control-routes.ts'
import type { MarketplaceDefinition } from './definition.ts'
import { Marketplace } from './marketplace.ts'
import type { MarketAccess, TradeSource } from './marketplace.ts'
import { postPushes } from './post-pushes.ts'
import { drawToken } from './token-desk.ts'
import type { MarketTokens } from './token-desk.ts'
import type { WebhookRules } from './webhook-book.ts'
import { addWireFaults } from './wire-faults.ts'

export interface MarketplaceOptions {
  port?: number
  access?: MarketAccess
  tokens?: MarketTokens
  tokenTtlMs?: number
  controlToken?: string
  callLimit?: CallLimitOptions
  source?: TradeSource
  now?: () => number
  lookEveryMs?: number
}

export interface RunningMarketplace extends AsyncDisposable {
  market: Marketplace
  definition: MarketplaceDefinition
  /** What a client is given as the platform's address. */
  url: string
  controlToken: string
  close: () => Promise<void>
}

const DEFAULT_CALL_LIMIT: CallLimitOptions = { callsPerSecondMax: 200, banMs: 3_000 } // [A] real quotas are mostly not public.
const DEFAULT_CODE_TTL_MS = 10 * 60_000 // As 抖店 and 小红书 document it; [A] of the others.
const LOOK_EVERY_MS = 50
const NEVER_GIVES_UP: WebhookRules = { failuresMax: Number.POSITIVE_INFINITY, endsAs: 'removed' }
const CONTROL_PATH = '/control'

export async function startDefinition(
  definition: MarketplaceDefinition,
  options: MarketplaceOptions = {},
): Promise<RunningMarketplace> {
  const market = new Marketplace({
    access: { ...definition.drawAccess(), ...options.access },
    tokens: options.tokens ?? { accessToken: drawToken('at'), refreshToken: drawToken('rt') },
    tokenTtlMs: options.tokenTtlMs ?? definition.tokenTtlMs,
    tokenGraceMs: definition.tokenGraceMs,
    codeTtlMs: definition.codeTtlMs ?? DEFAULT_CODE_TTL_MS,
    callLimit: options.callLimit ?? definition.callLimit ?? DEFAULT_CALL_LIMIT,
    refusesOpenRefund: definition.refusesOpenRefund,
    source: options.source ?? null,
    now: options.now ?? Date.now,
    lookEveryMs: options.lookEveryMs ?? LOOK_EVERY_MS,
    webhookRules: definition.push?.webhooks ?? NEVER_GIVES_UP,
  })
  const controlToken = options.controlToken ?? randomBytes(24).toString('base64url')
  const app = Fastify({ requestTimeout: 30_000, bodyLimit: 1024 * 1024, forceCloseConnections: true })
  // Registered by a callback of its own, so the token guards these routes and no others.
  void app.register((scope) => controlRoutes(scope, { controlToken, market }), { prefix: CONTROL_PATH })
  addWireFaults(app, market)
  definition.routes(app, market)
  const base = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 })
  const pushing = postPushes(definition.push, market)
  const close = async (): Promise<void> => {
    await pushing.stop()
    await app.close()
  }
  return { market, definition, url: base + definition.gatewayPath, controlToken, close, [Symbol.asyncDispose]: close }
}
