// One number for "the same state": SHA-256 over natural keys and business quantities in a stated order
// (docs/reference/invariants.md). Row ids, our own times, ciphertext, versions and chain hashes stay
// out, so two histories that ended alike hash alike.

import { createHash } from 'node:crypto'
import type { Hash } from 'node:crypto'
import type { Database, Transaction } from '../database/connect.ts'
import { LEVEL_STATE, ORDER_STATE, POOL_STATE } from './state-text.ts'

/** Rows in memory at a time: one row is a key and a digest, about 150 bytes. */
const ROWS_PER_FETCH = 2_000

/** The audit reads everything; on a million orders that is minutes, and an hour means something is wrong. */
const STATEMENT_TIMEOUT = '1h'
/** Per sort or hash: the per-order aggregates of a million orders stay mostly in memory. */
const WORK_MEM = '64MB'

/** Runs `work` over one unchanging picture of the database, without locking anyone out. */
export async function onOnePicture<T>(sql: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let result: { value: T } | undefined
  await sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true),
      set_config('work_mem', ${WORK_MEM}, true)`
    result = { value: await work(tx) }
  })
  if (result === undefined) throw new Error('the transaction ended without running its work')
  return result.value
}

export function stateHash(sql: Database): Promise<string> {
  return onOnePicture(sql, hashState)
}

/** The state hash inside the caller's transaction. */
export async function hashState(tx: Transaction): Promise<string> {
  const hash = createHash('sha256')
  await addRows(tx, hash, { section: 'orders', query: ORDER_STATE })
  await addRows(tx, hash, { section: 'pools', query: POOL_STATE })
  await addRows(tx, hash, { section: 'levels', query: LEVEL_STATE })
  return hash.digest('hex')
}

async function addRows(
  tx: Transaction,
  hash: Hash,
  { section, query }: { section: string; query: string },
): Promise<void> {
  hash.update(`${section}\n`)
  await tx.unsafe<{ state: string }[]>(query).cursor(ROWS_PER_FETCH, (rows) => {
    for (const row of rows) hash.update(`${row.state}\n`)
  })
}
