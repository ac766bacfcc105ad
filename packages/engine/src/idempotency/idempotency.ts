// Same key, same answer. The first request with a key claims it, and its answer is kept; one that comes again gets
// that answer, one that is another request under the same key is told so. What a claim protects is only the answer:
// orders and facts are made once by their own keys, so a claim that dies with its process loses nothing.

import type { Database } from '../database/connect.ts'
import type { Vault } from '../privacy/vault.ts'

/** Three days: a program that fails on a Friday evening and is mended on Monday still gets its answers. */
const LIFE_HOURS = 72
/** Several times what any request may take: who is silent for longer is gone. */
const CLAIM_SECONDS = 60
/** Rows removed by one statement, so that a purge never holds a lock for long. */
const PURGE_ROWS_MAX = 10_000

export interface IdempotentRequest {
  caller: string
  key: string
  /** Everything that makes it this request: method, path and content. */
  content: string
}

export interface KeptAnswer {
  status: number
  answer: string
}

export type IdempotencyClaim =
  | { state: 'claimed' }
  | { state: 'answered'; kept: KeptAnswer }
  | { state: 'used_for_another' }
  | { state: 'under_way' }

export interface Idempotency {
  claim(request: IdempotentRequest): Promise<IdempotencyClaim>
  /** Keeps the answer and returns what stands: an earlier one, where this claim had been taken over. */
  answer(request: IdempotentRequest, kept: KeptAnswer): Promise<KeptAnswer>
  /** Gives the key back unanswered, so that asking again is a first time. */
  release(request: IdempotentRequest): Promise<void>
  /** Removes what outlived its time; returns how many. */
  purge(): Promise<number>
}

export function idempotency(sql: Database, vault: Vault): Idempotency {
  const hashOf = ({ content }: IdempotentRequest): Buffer => Buffer.from(vault.pseudonym('request', content), 'hex')
  return {
    async claim(request) {
      const hash = hashOf(request)
      if (await insertClaim(sql, request, hash)) return { state: 'claimed' }
      const [row] = await sql<{ isSame: boolean; status: number | null; answer: string | null }[]>`
        select request_hash = ${hash} as "isSame", status, answer from idempotency_keys
        where caller = ${request.caller} and key = ${request.key}`
      // Given back between the two statements: whoever asks again will claim it.
      if (row === undefined) return { state: 'under_way' }
      if (!row.isSame) return { state: 'used_for_another' }
      if (row.status === null || row.answer === null) return { state: 'under_way' }
      return { state: 'answered', kept: { status: row.status, answer: row.answer } }
    },
    async answer({ caller, key }, { status, answer }) {
      const [row] = await sql<KeptAnswer[]>`
        update idempotency_keys set status = coalesce(status, ${status}), answer = coalesce(answer, ${answer})
        where caller = ${caller} and key = ${key}
        returning status, answer`
      return row ?? { status, answer }
    },
    async release({ caller, key }) {
      await sql`delete from idempotency_keys where caller = ${caller} and key = ${key} and status is null`
    },
    purge: () => purge(sql),
  }
}

/** True where the key is this request's now: new, outlived, or left behind by a process that died. */
async function insertClaim(sql: Database, { caller, key }: IdempotentRequest, hash: Buffer): Promise<boolean> {
  const claimed = await sql`
    insert into idempotency_keys as known (caller, key, request_hash, claimed_at)
    values (${caller}, ${key}, ${hash}, clock_timestamp())
    on conflict (caller, key) do update
    set request_hash = excluded.request_hash, status = null, answer = null, claimed_at = excluded.claimed_at
    where known.claimed_at < clock_timestamp() - make_interval(hours => ${LIFE_HOURS})
      or (known.status is null and known.request_hash = excluded.request_hash
        and known.claimed_at < clock_timestamp() - make_interval(secs => ${CLAIM_SECONDS}))`
  return claimed.count > 0
}

async function purge(sql: Database): Promise<number> {
  let purged = 0
  for (;;) {
    // eslint-disable-next-line no-await-in-loop -- a bounded bite at a time, each its own transaction
    const { count } = await sql`
      delete from idempotency_keys where ctid in (
        select ctid from idempotency_keys
        where claimed_at < clock_timestamp() - make_interval(hours => ${LIFE_HOURS}) limit ${PURGE_ROWS_MAX})`
    purged += count
    if (count < PURGE_ROWS_MAX) return purged
  }
}
