// Same key, same answer. The first request with a key claims it, and its answer is kept; one that comes again gets
// that answer, one that is another request under the same key is told so. What a claim protects is only the answer:
// orders and facts are made once by their own keys, so a claim that dies with its process loses nothing.

import { textArray } from '../database/columns.ts'
import type { Database } from '../database/connect.ts'
import { gather } from '../database/gather.ts'
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
  // Programs send one by one what could go in bulk: their keys share statements, and with them the waits for the disk.
  const claim = gather({ askAll: (asked: readonly HashedRequest[]) => claimAll(sql, asked), keyOf: nameOf })
  const answer = gather({ askAll: (answered: readonly AnsweredRequest[]) => answerAll(sql, answered), keyOf: nameOf })
  return {
    claim({ caller, key, content }) {
      return claim({ caller, key, hash: vault.pseudonym('request', content) })
    },
    answer: ({ caller, key }, kept) => answer({ caller, key, kept }),
    async release({ caller, key }) {
      await sql`delete from idempotency_keys where caller = ${caller} and key = ${key} and status is null`
    },
    purge: () => purge(sql),
  }
}

interface NamedRequest {
  caller: string
  key: string
}

interface HashedRequest extends NamedRequest {
  /** As hex. */
  hash: string
}

interface AnsweredRequest extends NamedRequest {
  kept: KeptAnswer
}

/** A caller's name has no blank. */
function nameOf({ caller, key }: NamedRequest): string {
  return `${caller} ${key}`
}

async function claimAll(sql: Database, asked: readonly HashedRequest[]): Promise<IdempotencyClaim[]> {
  const claimed = await insertClaims(sql, asked)
  const others = asked.filter((each) => !claimed.has(nameOf(each)))
  const known = others.length === 0 ? new Map<string, KnownRequest>() : await readKnown(sql, others)
  return asked.map((each) => {
    if (claimed.has(nameOf(each))) return { state: 'claimed' }
    const row = known.get(nameOf(each))
    // Given back between the two statements: whoever asks again will claim it.
    if (row === undefined) return { state: 'under_way' }
    if (row.hash !== each.hash) return { state: 'used_for_another' }
    if (row.status === null || row.answer === null) return { state: 'under_way' }
    return { state: 'answered', kept: { status: row.status, answer: row.answer } }
  })
}

/** Names of those whose key is theirs now: new, outlived, or left behind by a process that died. */
async function insertClaims(sql: Database, asked: readonly HashedRequest[]): Promise<ReadonlySet<string>> {
  const claimed = await sql<NamedRequest[]>`
    insert into idempotency_keys as known (caller, key, request_hash, claimed_at)
    select caller, key, decode(hash, 'hex'), clock_timestamp()
    from unnest(${textArray(asked.map(({ caller }) => caller))}::text[], ${textArray(asked.map(({ key }) => key))}::text[],
      ${textArray(asked.map(({ hash }) => hash))}::text[]) as v(caller, key, hash)
    order by caller collate "C", key collate "C" -- two processes never wait for each other crosswise
    on conflict (caller, key) do update
    set request_hash = excluded.request_hash, status = null, answer = null, claimed_at = excluded.claimed_at
    where known.claimed_at < clock_timestamp() - make_interval(hours => ${LIFE_HOURS})
      or (known.status is null and known.request_hash = excluded.request_hash
        and known.claimed_at < clock_timestamp() - make_interval(secs => ${CLAIM_SECONDS}))
    returning caller, key`
  return new Set(claimed.map(nameOf))
}

interface KnownRequest extends HashedRequest {
  status: number | null
  answer: string | null
}

async function readKnown(sql: Database, asked: readonly NamedRequest[]): Promise<ReadonlyMap<string, KnownRequest>> {
  const rows = await sql<KnownRequest[]>`
    select k.caller, k.key, encode(k.request_hash, 'hex') as hash, k.status, k.answer
    from unnest(${textArray(asked.map(({ caller }) => caller))}::text[], ${textArray(asked.map(({ key }) => key))}::text[])
      as v(caller, key)
    join idempotency_keys k on k.caller = v.caller and k.key = v.key`
  return new Map(rows.map((row) => [nameOf(row), row]))
}

async function answerAll(sql: Database, answered: readonly AnsweredRequest[]): Promise<KeptAnswer[]> {
  const rows = await sql<(NamedRequest & KeptAnswer)[]>`
    update idempotency_keys k set status = coalesce(k.status, v.status), answer = coalesce(k.answer, v.answer)
    from unnest(${textArray(answered.map(({ caller }) => caller))}::text[], ${textArray(answered.map(({ key }) => key))}::text[],
      ${`{${answered.map(({ kept }) => kept.status).join(',')}}`}::int4[],
      ${textArray(answered.map(({ kept }) => kept.answer))}::text[]) as v(caller, key, status, answer)
    where k.caller = v.caller and k.key = v.key
    returning k.caller, k.key, k.status, k.answer`
  const standing = new Map(rows.map(({ status, answer, ...named }) => [nameOf(named), { status, answer }]))
  return answered.map((each) => standing.get(nameOf(each)) ?? each.kept)
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
