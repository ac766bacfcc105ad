// A shop as the console and the API show it: what its rows say, and how its links run in this process.

import type { LinkView, ShopView } from '@tidegate/contract'
import { toWireTimeOrNull } from '@tidegate/engine'
import type { ShopSummary } from '@tidegate/engine'
import { pushPathOf } from './push-address.ts'
import type { RunningShop } from './shop-runner.ts'
import type { KeptToken } from './token-state.ts'

export interface ViewContext {
  running: RunningShop | undefined
  merchant: string
  /** How browsers and platforms reach us, where that is set. */
  origin: string | null
  token: KeptToken | undefined
}

export function viewOf(summary: ShopSummary, { running, merchant, origin, token }: ViewContext): ShopView {
  const { channel, shop, name, connected, polls, publishes, confirms, promotion } = summary
  const own = running === undefined ? { polls, publishes, confirms } : { polls: true, ...running.switches }
  const adapter = running?.adapter
  const links = running === undefined ? [] : linksOf(running)
  const isPosted = adapter !== undefined && adapter.push !== null
  const pushPath = isPosted ? pushPathOf(merchant, { channel, shop }) : null
  return {
    channel,
    shop,
    name,
    connected: connected || running !== undefined,
    switches: { ...own, promotion },
    promotionUntil: toWireTimeOrNull(summary.promotionUntil),
    provenUntil: toWireTimeOrNull(summary.provenUntil),
    links,
    pushes: running === undefined ? null : pushesOf(running),
    fetchesWaiting: summary.fetchesWaiting,
    certificate: {
      checkedUntil: toWireTimeOrNull(summary.checkedUntil),
      listed: summary.listed,
      missing: summary.missing,
      lateByCause: summary.lateByCause,
    },
    stock: {
      published: summary.published,
      pending: summary.pending,
      unsure: summary.unsure,
      driftUnits: summary.driftUnits,
      unmapped: summary.unmapped,
    },
    shipments: { owed: summary.owedShipments, refused: summary.refusedShipments },
    limits:
      adapter === undefined
        ? null
        : {
            callsPerSecond: adapter.limits.callsPerSecond,
            callScope: adapter.limits.callScope,
            windowSeconds: Math.round(adapter.limits.windowMsMax / 1_000),
            lagSeconds: Math.round(adapter.limits.lagMs / 1_000),
          },
    pushPath,
    pushUrl: pushPath === null || origin === null ? null : origin + pushPath,
    token: token === undefined ? null : { ...token, needsPerson: links.some(({ reason }) => reason === 'reauthorise') },
  }
}

function linksOf({ health, states }: RunningShop): LinkView[] {
  const { lastSuccessAt, failuresInARow, reason, lastError } = health()
  const orders = { name: 'orders', lastSuccessAt, failuresInARow, reason, lastError } as const
  return [orders, ...states()].map((state) => ({ ...state, lastSuccessAt: toWireTimeOrNull(state.lastSuccessAt) }))
}

function pushesOf({ adapter, pushes, silence, renewal }: RunningShop): ShopView['pushes'] {
  if (adapter.push === null && adapter.listener === null) return null
  const { heard, repeated, refused, lastAt, renewals } = pushes
  return {
    heard,
    repeated,
    refused,
    lastAt: toWireTimeOrNull(lastAt),
    silent: silence.isSilent(),
    renewals,
    renewal,
  }
}
