// How a shop is reached: its fields and tokens, sealed under the merchant's key, and its switches. Tokens are
// refreshed under the row's lock: on most platforms a second refresh revokes what the first one brought.

import type { Instant, ShopKey } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import type { Vault } from '../privacy/vault.ts'

export interface ShopSwitches {
  polls: boolean
  publishes: boolean
  confirms: boolean
}

export interface ConnectedShop extends ShopKey, ShopSwitches {
  name: string
  gatewayUrl: string | null
  /** By name, as the channel's definition asks for them; secrets among them. */
  fields: Readonly<Record<string, string>>
}

/** The channel's tokens as text that only the channel reads. */
type TokensText = string

/** What was granted to a shop, and when. */
interface ShopGrant extends ShopKey {
  connectedAt: Instant
  renewedAt: Instant | null
  tokens: TokensText
}

export interface ShopAccess {
  connect(request: ConnectRequest): Promise<void>
  list(): Promise<ConnectedShop[]>
  grants(): Promise<ShopGrant[]>
  switch(shop: ShopKey, switches: Partial<ShopSwitches>): Promise<boolean>
  tokens(shop: ShopKey): Promise<{ version: number; tokens: TokensText } | null>
  /**
   * Calls `refresh` once, whoever asks: later callers wait for the lock and get what the first one brought.
   * `refresh` must give up before `lockMs`, or its caller's transaction is ended.
   */
  refresh(
    shop: ShopKey,
    stale: { version: number },
    refresh: (tokens: TokensText) => Promise<TokensText>,
  ): Promise<{ version: number; tokens: TokensText } | null>
}

export interface ConnectRequest extends ShopKey, Partial<ShopSwitches> {
  name: string
  gatewayUrl: string | null
  fields: Readonly<Record<string, string>>
  tokens: TokensText
  by: string
}

/** A platform's token call has 20 s; the lock is held while it lasts. */
const REFRESH_LOCK = '30s'

export function shopAccess(sql: Database, vault: Vault): ShopAccess {
  const open = (sealed: Uint8Array): string => vault.open(sealed).toString('utf8')
  return {
    connect: (request) => connect(sql, vault, request),
    async list() {
      const rows = await sql<(Omit<ConnectedShop, 'fields'> & { sealed: Uint8Array })[]>`
        select s.channel, s.code as shop, s.name, a.gateway_url as "gatewayUrl", a.sealed_fields as sealed,
          a.polls, a.publishes, a.confirms
        from shop_access a join shops s on s.id = a.shop_id order by s.channel, s.code`
      return rows.map(({ sealed, ...row }) => ({ ...row, fields: JSON.parse(open(sealed)) as Record<string, string> }))
    },
    async grants() {
      const rows = await sql<(Omit<ShopGrant, 'tokens'> & { sealed: Uint8Array })[]>`
        select s.channel, s.code as shop, a.connected_at as "connectedAt", a.refreshed_at as "renewedAt", a.sealed_tokens as sealed
        from shop_access a join shops s on s.id = a.shop_id`
      return rows.map(({ sealed, ...row }) => ({ ...row, tokens: open(sealed) }))
    },
    async switch({ channel, shop }, { polls = null, publishes = null, confirms = null }) {
      const { count } = await sql`
        update shop_access a
        set polls = coalesce(${polls}, a.polls), publishes = coalesce(${publishes}, a.publishes), confirms = coalesce(${confirms}, a.confirms)
        from shops s where s.id = a.shop_id and s.channel = ${channel} and s.code = ${shop}`
      return count > 0
    },
    async tokens({ channel, shop }) {
      const [row] = await sql<{ version: number; sealed: Uint8Array }[]>`
        select a.tokens_version as version, a.sealed_tokens as sealed
        from shop_access a join shops s on s.id = a.shop_id where s.channel = ${channel} and s.code = ${shop}`
      return row === undefined ? null : { version: row.version, tokens: open(row.sealed) }
    },
    async refresh({ channel, shop }, stale, refresh) {
      return sql.begin(async (tx) => {
        await tx`select set_config('lock_timeout', ${REFRESH_LOCK}, true),
          set_config('idle_in_transaction_session_timeout', ${REFRESH_LOCK}, true)`
        const [row] = await tx<{ id: number; version: number; sealed: Uint8Array }[]>`
          select a.shop_id as id, a.tokens_version as version, a.sealed_tokens as sealed
          from shop_access a join shops s on s.id = a.shop_id
          where s.channel = ${channel} and s.code = ${shop} for no key update of a`
        if (row === undefined) return null
        if (row.version !== stale.version) return { version: row.version, tokens: open(row.sealed) }
        const tokens = await refresh(open(row.sealed))
        await tx`
          update shop_access set sealed_tokens = ${vault.seal(tokens)}, tokens_version = tokens_version + 1, refreshed_at = clock_timestamp()
          where shop_id = ${row.id}`
        return { version: row.version + 1, tokens }
      })
    },
  }
}

async function connect(sql: Database, vault: Vault, request: ConnectRequest): Promise<void> {
  const {
    channel,
    shop,
    name,
    gatewayUrl,
    fields,
    tokens,
    by,
    polls = true,
    publishes = false,
    confirms = true,
  } = request
  await sql`
    insert into shop_access as a (shop_id, gateway_url, sealed_fields, sealed_tokens, connected_by, polls, publishes, confirms)
    select id, ${gatewayUrl}, ${vault.seal(JSON.stringify(fields))}, ${vault.seal(tokens)}, ${by}, ${polls}, ${publishes}, ${confirms}
    from shops where channel = ${channel} and code = ${shop}
    on conflict (shop_id) do update
      set gateway_url = excluded.gateway_url, sealed_fields = excluded.sealed_fields, sealed_tokens = excluded.sealed_tokens,
        tokens_version = a.tokens_version + 1, refreshed_at = null, connected_at = now(), connected_by = excluded.connected_by`
  await sql`update shops set name = ${name} where channel = ${channel} and code = ${shop}`
}
