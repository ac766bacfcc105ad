import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../../tools/test-database.ts'
import { isWeather } from '../batch/weather.ts'
import { connect } from './connect.ts'
import type { Transaction } from './connect.ts'

async function openPool(connectionsMax: number) {
  const database = await createTestDatabase()
  const sql = connect(database.url, { connectionsMax, applicationName: 'loss', searchPath: 'public' })
  const other = connect(database.url, { connectionsMax: 1, applicationName: 'killer', searchPath: 'public' })
  const killAll = () => other`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'loss'`
  await other`create table written (by text)`
  return {
    sql,
    other,
    killAll,
    async [Symbol.asyncDispose]() {
      await Promise.all([sql.end({ timeout: 1 }), other.end({ timeout: 1 })])
      await database.drop()
    },
  }
}

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  )

test.each([
  ['in the middle of a statement', (tx: Transaction) => tx`select pg_sleep(10)`],
  ['between two statements', () => sleep(300)],
])('a connection lost %s ends the transaction as weather, and this process lives on', async (_, pause) => {
  await using pool = await openPool(1)
  const begun = Promise.withResolvers<void>()
  const transaction = pool.sql.begin(async (tx) => {
    await tx`insert into written values ('lost')`
    begun.resolve()
    await pause(tx)
    await tx`insert into written values ('lost too')`
  })
  await begun.promise
  await sleep(100) // The pause has begun on the server too.
  await pool.killAll()
  expect(isWeather(await reasonOf(transaction))).toBe(true)
  await sleep(500)
  // The driver hands the old farewell to the first statement of the new connection; that is weather too.
  const first = await reasonOf(pool.sql`select 1`)
  expect(first === null || isWeather(first)).toBe(true)
  // The pool has one connection: it works again, so it is not left waiting for anything.
  expect(await pool.sql`select by from written`).toEqual([])
})

test('what a lost transaction still meant to write does not slip into the next one', async () => {
  await using pool = await openPool(1)
  const begun = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const zombie = pool.sql.begin(async (tx) => {
    await tx`select 1`
    begun.resolve()
    await released.promise
    await tx`insert into written values ('zombie')`
  })
  await begun.promise
  await pool.killAll()
  await reasonOf(zombie)
  await pool.sql.begin(async (tx) => {
    await tx`insert into written values ('next')`
    released.resolve()
    await sleep(100)
  })
  expect(await pool.other`select by from written`).toEqual([{ by: 'next' }])
})

test('an ordinary error still rolls back at once', async () => {
  await using pool = await openPool(1)
  const failed = pool.sql.begin(async (tx) => {
    await tx`insert into written values ('undone')`
    throw new Error('a decision against it')
  })
  expect(await reasonOf(failed)).toMatchObject({ message: 'a decision against it' })
  expect(await pool.sql`select by from written`).toEqual([])
})
