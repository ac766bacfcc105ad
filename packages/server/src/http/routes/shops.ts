// Channels and the shops on them: how their links do, connecting one, its switches. Keys and tokens go in and
// never come out again.

import { ChannelList, ConnectionTest, ConnectShop, PATHS, ShopList, ShopSwitches } from '@tidegate/contract'
import { CHANNEL_DEFINITIONS, channelDefinition, fixedTokens, GatewayUrlError } from '@tidegate/connectors'
import type { ChannelDefinition } from '@tidegate/connectors'
import { readShops } from '@tidegate/engine'
import { CHANNELS, shopKeyText } from '@tidegate/domain'
import type { ShopKey } from '@tidegate/domain'
import { Type } from 'typebox'
import type { Clock } from '../../clock.ts'
import { readConnected } from '../../link/connected-shops.ts'
import type { ShopRunners } from '../../link/shop-runner.ts'
import { testConnection, tokensOf } from '../../link/test-connection.ts'
import { viewOf } from '../../link/shop-view.ts'
import { readTokenStates } from '../../link/token-state.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

export interface ShopRoutesOptions {
  merchant: MerchantOf
  callers: Callers
  runners: ShopRunners
  clock: Pick<Clock, 'now'>
  /** Lets a gateway be a simulator on this machine: the demo's. */
  allowLoopback: boolean
  /** Where platforms reach us, where that is set. */
  publicOrigin: string | null
}

const tags = ['channels']
const MAY_SEE = { people: 'session', scope: 'orders:read' } as const
/** Keys open shops: people only, and of these two roles. */
const MAY_CONNECT = ['owner', 'operations'] as const
export const ShopInPath = Type.Object({ channel: Type.Enum(CHANNELS), shop: Type.String({ maxLength: 41 }) })

export function shopRoutes(app: App, options: ShopRoutesOptions): void {
  app.route({
    method: 'GET',
    url: PATHS.channels,
    config: { access: 'session' },
    schema: {
      summary: 'Channels there are, and what connecting a shop asks for',
      tags,
      response: { 200: ChannelList, ...REFUSALS },
    },
    handler: () => ({
      channels: CHANNEL_DEFINITIONS.map(({ channel, accessFields, gatewayUrl }) => ({
        channel,
        fields: accessFields.map((field) => ({ ...field })),
        gatewayUrl,
      })),
    }),
  })

  app.route({
    method: 'GET',
    url: PATHS.shops,
    config: { access: MAY_SEE },
    schema: {
      summary: 'Shops, and how the links to their platforms do',
      tags,
      response: { 200: ShopList, ...REFUSALS },
    },
    async handler(request) {
      const gate = await options.merchant.gate(request)
      const [summaries, tokens] = await Promise.all([readShops(gate.database), readTokenStates(gate)])
      const { code: merchant } = gate.merchant
      const { runners, publicOrigin: origin } = options
      return {
        shops: summaries.map((summary) => {
          const token = tokens.get(shopKeyText(summary))
          return viewOf(summary, { running: runners.find(merchant, summary), merchant, origin, token })
        }),
      }
    },
  })
  connectRoutes(app, options)
  switchRoute(app, options)
}

function connectRoutes(app: App, options: ShopRoutesOptions): void {
  const { merchant, callers, clock, allowLoopback } = options
  app.route({
    method: 'POST',
    url: PATHS.shopTest,
    config: { access: MAY_CONNECT },
    schema: {
      summary: 'Calls the platform with these keys and stores nothing',
      tags,
      body: ConnectShop,
      response: { 200: ConnectionTest, ...REFUSALS },
    },
    async handler(request) {
      const wish = checkedWish(request.body)
      return testConnection(wish, { clock, allowLoopback })
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.shops,
    config: { access: MAY_CONNECT },
    schema: {
      summary: 'Connects a shop, or gives it new keys',
      tags,
      body: ConnectShop,
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const wish = checkedWish(request.body)
      refuseAddress(wish, allowLoopback)
      const { channel, shop, name, gatewayUrl, fields } = wish
      const gate = await merchant.gate(request)
      await gate.setup.addShop({ channel, shop, name })
      const by = callers.of(request).actor
      await gate.links.access.connect({
        channel,
        shop,
        name,
        gatewayUrl,
        fields,
        tokens: JSON.stringify(tokensOf(fields)),
        by,
      })
      await restart(gate, { channel, shop }, options)
      return reply.code(204).send(null)
    },
  })
}

function switchRoute(app: App, options: ShopRoutesOptions): void {
  const { merchant, runners } = options
  app.route({
    method: 'PATCH',
    url: PATHS.shop,
    config: { access: MAY_CONNECT },
    schema: {
      summary: 'Switches polling, stock, shipments and promotion night of a shop',
      tags,
      params: ShopInPath,
      body: ShopSwitches,
      response: { 204: Type.Null(), ...REFUSALS },
    },
    async handler(request, reply) {
      const gate = await merchant.gate(request)
      const { promotion, ...others } = request.body
      const isConnected = await gate.links.access.switch(request.params, others)
      const running = runners.find(gate.merchant.code, request.params)
      if (!isConnected && running === undefined) throw new Refusal('not_found')
      if (promotion !== undefined) await switchPromotion(gate, request.params, promotion)
      if (Object.keys(others).length === 0) return reply.code(204).send(null)
      if (isConnected) await restart(gate, request.params, options)
      else if (running !== undefined) Object.assign(running.switches, definedOf(others))
      return reply.code(204).send(null)
    },
  })
}

type Gate = Awaited<ReturnType<MerchantOf['gate']>>

/** Whoever polls the shop reads it with the next round. */
async function switchPromotion({ links: { promotions } }: Gate, shop: ShopKey, isOn: boolean): Promise<void> {
  if (isOn) await promotions.begin(shop, null)
  else await promotions.end(shop)
}

/** Runs the shop as its row says now, or no longer. */
async function restart(gate: Gate, key: ShopKey, { runners, allowLoopback }: ShopRoutesOptions): Promise<void> {
  const connected = await readConnected(gate, { allowLoopback })
  const shop = connected.find((each) => each.key.channel === key.channel && each.key.shop === key.shop)
  if (shop === undefined) await runners.end(gate.merchant.code, key)
  else await runners.start(shop)
}

interface Wish extends Omit<ConnectShop, 'gatewayUrl'> {
  gatewayUrl: string | null
}

/** Every field the channel needs, and none it does not know: a key in the wrong place must not be kept. */
function checkedWish(body: ConnectShop): Wish {
  const definition = channelDefinition(body.channel)
  if (definition === undefined)
    throw new Refusal('bad_request', { field: '/channel', expected: 'a channel that can be connected' })
  const unknown = Object.keys(body.fields).find((name) => !definition.accessFields.some((field) => field.name === name))
  if (unknown !== undefined)
    throw new Refusal('bad_request', { field: `/fields/${unknown}`, expected: 'a field of this channel' })
  const missing = definition.accessFields.find(({ name, isRequired }) => isRequired && (body.fields[name] ?? '') === '')
  if (missing !== undefined)
    throw new Refusal('bad_request', { field: `/fields/${missing.name}`, expected: missing.label.en })
  return { ...body, gatewayUrl: gatewayOf(definition, body.gatewayUrl ?? null) }
}

/** One address that may not be called would keep the program from starting its shops. */
function refuseAddress({ channel, shop, gatewayUrl, fields }: Wish, allowLoopback: boolean): void {
  const definition = channelDefinition(channel)
  const gateway = gatewayUrl ?? definition?.gatewayUrl ?? ''
  try {
    definition?.createAdapter({
      gatewayUrl: gateway,
      access: fields,
      allowLoopback,
      shop,
      tokens: fixedTokens(tokensOf(fields)),
    })
  } catch (error) {
    if (!(error instanceof GatewayUrlError)) throw error
    throw new Refusal('bad_request', { field: '/gatewayUrl', expected: "the platform's own address, https://…" })
  }
}

function gatewayOf(definition: ChannelDefinition, given: string | null): string | null {
  if (given !== null && given !== '') return given
  if (definition.gatewayUrl !== null) return null
  throw new Refusal('bad_request', { field: '/gatewayUrl', expected: "the shop's own address, https://…" })
}

function definedOf({ publishes, confirms }: ShopSwitches) {
  return { ...(publishes === undefined ? {} : { publishes }), ...(confirms === undefined ? {} : { confirms }) }
}
