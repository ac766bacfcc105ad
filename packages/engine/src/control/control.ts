// Who may enter: users, one-time sign-in links and sessions, and the keys of programs, in the control schema.
// Time and randomness are given, so that a test or a simulation owns them.

import type { Instant } from '@tidegate/domain'
import type { Database } from '../database/connect.ts'
import { gather } from '../database/gather.ts'
import { createApiKey, findApiKeys, listApiKeys, revokeApiKey } from './api-keys.ts'
import type { ApiKeyInfo, ApiKeyRequest, ApiKeyRow, NewApiKey } from './api-keys.ts'
import { createSession, endSession, endSessionsOf, findSession, findSessions } from './sessions.ts'
import type { NewSession, SessionInfo } from './sessions.ts'
import { createSignInLink, takeSignInLink } from './sign-in-links.ts'
import type { SignInLink } from './sign-in-links.ts'
import type { RandomBytes } from './token.ts'
import { ensureUser } from './users.ts'
import type { EnsuredUser, UserRequest } from './users.ts'

export interface Control {
  /** Finds the merchant's user of that name or adds one; an existing user keeps their role. */
  ensureUser(request: UserRequest): Promise<EnsuredUser>
  createSignInLink(userId: number): Promise<SignInLink>
  /** Opens a session with a link's token, once; ends `replacedToken`'s. Null where the link is unknown, used or expired. */
  signIn(linkToken: string, replacedToken?: string): Promise<NewSession | null>
  /** Null where no such session is open. Being asked for keeps a session from going idle. */
  findSession(token: string): Promise<SessionInfo | null>
  /** Those of the tokens whose session is open, by token. It keeps them from going idle too. */
  findSessions(tokens: readonly string[]): Promise<ReadonlyMap<string, SessionInfo>>
  endSession(token: string): Promise<void>
  /** Ends every session of a user, and the links not yet used; returns how many sessions were open. */
  endSessionsOf(userId: number): Promise<number>
  createApiKey(request: ApiKeyRequest): Promise<NewApiKey>
  /** Null where no such key stands: unknown or revoked. */
  findApiKey(token: string): Promise<ApiKeyInfo | null>
  /** Those of the tokens whose key stands, by token. */
  findApiKeys(tokens: readonly string[]): Promise<ReadonlyMap<string, ApiKeyInfo>>
  listApiKeys(merchantCode: string): Promise<ApiKeyRow[]>
  /** False where the merchant has no such key, or it is revoked already. */
  revokeApiKey(merchantCode: string, keyId: number): Promise<boolean>
  /** Resolves when the database answers, rejects when it does not. */
  ping(): Promise<void>
}

export interface ControlOptions {
  now: () => Instant
  random?: RandomBytes
}

export function openControl(sql: Database, { now, random }: ControlOptions): Control {
  // Asked on every request of a program, and by many at once.
  const findKey = gather({
    async askAll(tokens: readonly string[]) {
      const found = await findApiKeys(sql, tokens, now())
      return tokens.map((token) => found.get(token) ?? null)
    },
  })
  return {
    ensureUser: (request) => ensureUser(sql, request),
    createSignInLink: (userId) => createSignInLink(sql, { userId, now: now(), random }),
    signIn: (linkToken, replacedToken) =>
      sql.begin(async (tx) => {
        const userId = await takeSignInLink(tx, linkToken, now())
        if (userId === null) return null
        if (replacedToken !== undefined) await endSession(tx, replacedToken, now())
        return createSession(tx, { userId, now: now(), random })
      }),
    findSession: (token) => findSession(sql, token, now()),
    findSessions: (tokens) => findSessions(sql, tokens, now()),
    endSession: (token) => endSession(sql, token, now()),
    endSessionsOf: (userId) => endSessionsOf(sql, userId, now()),
    createApiKey: (request) => createApiKey(sql, request, random),
    findApiKey: findKey,
    findApiKeys: (tokens) => findApiKeys(sql, tokens, now()),
    listApiKeys: (merchantCode) => listApiKeys(sql, merchantCode),
    revokeApiKey: (merchantCode, keyId) => revokeApiKey(sql, { merchantCode, keyId, now: now() }),
    async ping() {
      await sql`select 1 as one`
    },
  }
}
