// Keys of programs that use the Open API. A key belongs to one merchant, may do what its scopes say and
// nothing else, and is looked up by its hash on every request, so revoking it takes effect with the next one.

import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import { hashToken, hexArray, newToken } from './token.ts'
import type { RandomBytes } from './token.ts'

/** What a key may do; the wire spells them the same. */
export const KEY_SCOPES = ['orders:read', 'orders:write', 'stock:read', 'stock:write'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** Says what it is wherever it turns up, so that scanners of repositories and logs can find one that leaked. */
export const KEY_PREFIX = 'tg_'

/** "Last used" for a person who wonders whether a key is still needed; a write per request would cost more than the read. */
const USED_STEP_MS = 60_000

export interface ApiKeyInfo {
  keyId: number
  merchantCode: string
  scopes: readonly KeyScope[]
}

export interface NewApiKey {
  keyId: number
  /** Shown once: the database keeps its hash. */
  token: string
}

export interface ApiKeyRow {
  keyId: number
  name: string
  scopes: readonly KeyScope[]
  createdAt: Instant
  usedAt: Instant | null
  revokedAt: Instant | null
}

export interface ApiKeyRequest {
  merchantCode: string
  name: string
  scopes: readonly KeyScope[]
}

export async function createApiKey(
  sql: Database,
  { merchantCode, name, scopes }: ApiKeyRequest,
  random: RandomBytes | undefined,
): Promise<NewApiKey> {
  const token = `${KEY_PREFIX}${newToken(random).text}`
  const [row] = await sql<{ keyId: number }[]>`
    insert into tidegate.api_keys (merchant_id, name, token_hash, scopes)
    select id, ${name}, ${hashToken(token)}, ${`{${scopes.join(',')}}`}::text[]
    from tidegate.merchants where code = ${merchantCode}
    returning id as "keyId"`
  if (row === undefined) throw new Error(`there is no merchant "${merchantCode}"`)
  return { keyId: row.keyId, token }
}

/** Those of the keys that stand, by token. */
export async function findApiKeys(
  sql: Database,
  tokens: readonly string[],
  now: Instant,
): Promise<Map<string, ApiKeyInfo>> {
  if (tokens.length === 0) return new Map()
  const tokenByHash = new Map(tokens.map((token) => [hashToken(token).toString('hex'), token]))
  const rows = await sql<
    { hash: string; keyId: number; merchantCode: string; scopes: string; usedAt: Instant | null }[]
  >`
    select encode(k.token_hash, 'hex') as hash, k.id as "keyId", m.code as "merchantCode",
      array_to_string(k.scopes, ',') as scopes, k.used_at as "usedAt"
    from tidegate.api_keys k
    join tidegate.merchants m on m.id = k.merchant_id
    where k.token_hash in (select decode(hash, 'hex') from unnest(${hexArray(tokenByHash.keys())}::text[]) as hash)
      and k.revoked_at is null`
  const unnoted = rows.filter(({ usedAt }) => usedAt === null || now - usedAt >= USED_STEP_MS).map(({ keyId }) => keyId)
  if (unnoted.length > 0) await noteUsed(sql, unnoted, now)
  return new Map(
    rows.map(({ hash, keyId, merchantCode, scopes }) => {
      return [tokenByHash.get(hash) ?? '', { keyId, merchantCode, scopes: scopesOf(scopes) }]
    }),
  )
}

async function noteUsed(sql: Database, keyIds: readonly number[], now: Instant): Promise<void> {
  const at = toWireTime(now)
  await sql`
    update tidegate.api_keys set used_at = ${at}::timestamptz
    where id = any(${`{${keyIds.join(',')}}`}::int4[]) and (used_at is null or used_at < ${at}::timestamptz)`
}

export async function listApiKeys(sql: Database, merchantCode: string): Promise<ApiKeyRow[]> {
  const rows = await sql<(Omit<ApiKeyRow, 'scopes'> & { scopes: string })[]>`
    select k.id as "keyId", k.name, array_to_string(k.scopes, ',') as scopes, k.created_at as "createdAt",
      k.used_at as "usedAt", k.revoked_at as "revokedAt"
    from tidegate.api_keys k
    join tidegate.merchants m on m.id = k.merchant_id
    where m.code = ${merchantCode}
    order by k.id`
  return rows.map((row) => ({ ...row, scopes: scopesOf(row.scopes) }))
}

/** False where the merchant has no such key, or it is revoked already. */
export async function revokeApiKey(
  sql: Database,
  { merchantCode, keyId, now }: { merchantCode: string; keyId: number; now: Instant },
): Promise<boolean> {
  const revoked = await sql`
    update tidegate.api_keys k set revoked_at = ${toWireTime(now)}::timestamptz
    from tidegate.merchants m
    where m.id = k.merchant_id and m.code = ${merchantCode} and k.id = ${keyId} and k.revoked_at is null`
  return revoked.count > 0
}

function scopesOf(text: string): KeyScope[] {
  return KEY_SCOPES.filter((scope) => text.split(',').includes(scope))
}
