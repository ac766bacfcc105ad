// Sessions. A cookie's token is looked up by its hash on every request, so ending a session or changing
// a role takes effect with the next one.

import type { Instant } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import { hashToken, hexArray, newToken } from './token.ts'
import type { RandomBytes } from './token.ts'
import type { UserRole } from './users.ts'

/** A shift and its breaks: who went home is signed out before the next morning. */
const IDLE_MAX_MS = 12 * 3_600_000
/** However busy, a session is signed in anew every week. */
const LIFE_MAX_MS = 7 * 24 * 3_600_000
/** A console asks every few seconds; "seen" needs no finer record, and a write per request would cost more than the read. */
const SEEN_STEP_MS = 60_000

export interface NewSession {
  token: string
  expiresAt: Instant
}

export interface SessionInfo {
  userId: number
  userName: string
  role: UserRole
  merchantCode: string
}

interface SessionRequest {
  userId: number
  now: Instant
  random: RandomBytes | undefined
}

export async function createSession(tx: Transaction, { userId, now, random }: SessionRequest): Promise<NewSession> {
  const token = newToken(random)
  const at = toWireTime(now)
  const expiresAt = now + LIFE_MAX_MS
  await tx`
    insert into tidegate.sessions (token_hash, user_id, created_at, seen_at, expires_at)
    values (${token.hash}, ${userId}, ${at}::timestamptz, ${at}::timestamptz, ${toWireTime(expiresAt)}::timestamptz)`
  return { token: token.text, expiresAt }
}

export async function findSession(sql: Database, token: string, now: Instant): Promise<SessionInfo | null> {
  return (await findSessions(sql, [token], now)).get(token) ?? null
}

export async function findSessions(
  sql: Database,
  tokens: readonly string[],
  now: Instant,
): Promise<Map<string, SessionInfo>> {
  if (tokens.length === 0) return new Map()
  const tokenByHash = new Map(tokens.map((token) => [hashToken(token).toString('hex'), token]))
  const rows = await sql<(SessionInfo & { hash: string; seenAt: Instant })[]>`
    select encode(s.token_hash, 'hex') as hash, s.user_id as "userId", u.name as "userName", u.role,
      m.code as "merchantCode", s.seen_at as "seenAt"
    from tidegate.sessions s
    join tidegate.users u on u.id = s.user_id
    join tidegate.merchants m on m.id = u.merchant_id
    where s.token_hash in (select decode(hash, 'hex') from unnest(${hexArray(tokenByHash.keys())}::text[]) as hash)
      and s.ended_at is null
      and s.expires_at > ${toWireTime(now)}::timestamptz and s.seen_at > ${toWireTime(now - IDLE_MAX_MS)}::timestamptz`
  const stale = rows.filter(({ seenAt }) => now - seenAt >= SEEN_STEP_MS).map(({ hash }) => hash)
  if (stale.length > 0) await noteSeen(sql, stale, now)
  return new Map(
    rows.map(({ hash, userId, userName, role, merchantCode }) => {
      return [tokenByHash.get(hash) ?? '', { userId, userName, role, merchantCode }]
    }),
  )
}

async function noteSeen(sql: Database, hashes: readonly string[], now: Instant): Promise<void> {
  const at = toWireTime(now)
  await sql`
    update tidegate.sessions set seen_at = ${at}::timestamptz
    where token_hash in (select decode(hash, 'hex') from unnest(${hexArray(hashes)}::text[]) as hash)
      and ended_at is null and seen_at < ${at}::timestamptz`
}

export async function endSession(sql: Database | Transaction, token: string, now: Instant): Promise<void> {
  await sql`
    update tidegate.sessions set ended_at = ${toWireTime(now)}::timestamptz
    where token_hash = ${hashToken(token)} and ended_at is null`
}

/** An unused link would open a new session at once, so it goes too. */
export async function endSessionsOf(sql: Database, userId: number, now: Instant): Promise<number> {
  const at = toWireTime(now)
  const ended = await sql`
    with spent as (update tidegate.sign_in_links set used_at = ${at}::timestamptz where user_id = ${userId} and used_at is null)
    update tidegate.sessions set ended_at = ${at}::timestamptz
    where user_id = ${userId} and ended_at is null`
  return ended.count
}
