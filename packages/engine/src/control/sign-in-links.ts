// One-time links. Whoever holds the token signs in as the user, so it lives for minutes and works once.

import type { Instant } from '@tidegate/domain'
import type { Database, Transaction } from '../database/connect.ts'
import { toWireTime } from '../database/wire-time.ts'
import { hashToken, newToken } from './token.ts'
import type { RandomBytes } from './token.ts'

/** Long enough to walk to another screen, short enough that a link found in a chat is dead. */
const LINK_LIFE_MS = 15 * 60_000

/** Spent rows tell an investigator who signed in when; after this they are only weight. */
const SPENT_KEPT_MS = 30 * 24 * 3_600_000

export interface SignInLink {
  token: string
  expiresAt: Instant
}

interface LinkRequest {
  userId: number
  now: Instant
  random: RandomBytes | undefined
}

export async function createSignInLink(sql: Database, { userId, now, random }: LinkRequest): Promise<SignInLink> {
  const token = newToken(random)
  const expiresAt = now + LINK_LIFE_MS
  await sql`
    with swept as (delete from tidegate.sign_in_links where expires_at < ${toWireTime(now - SPENT_KEPT_MS)}::timestamptz)
    insert into tidegate.sign_in_links (token_hash, user_id, expires_at)
    values (${token.hash}, ${userId}, ${toWireTime(expiresAt)}::timestamptz)`
  return { token: token.text, expiresAt }
}

/** Uses the link up and returns its user. Two takers at once: the row's lock lets one of them win. */
export async function takeSignInLink(tx: Transaction, token: string, now: Instant): Promise<number | null> {
  const at = toWireTime(now)
  const [link] = await tx<{ userId: number }[]>`
    update tidegate.sign_in_links set used_at = ${at}::timestamptz
    where token_hash = ${hashToken(token)} and used_at is null and expires_at > ${at}::timestamptz
    returning user_id as "userId"`
  return link?.userId ?? null
}
