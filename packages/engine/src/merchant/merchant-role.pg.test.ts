// What a merchant's own connection cannot do, whatever SQL somebody manages to run on it.

import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive, TEST_RULES } from '../../../../tools/test-world.ts'

const DENIED = '42501'

const ATTACKS: [what: string, statement: string][] = [
  ["read another merchant's orders", 'select id from merchant_other.orders'],
  ["read another merchant's sealed pages", 'select sealed from merchant_other.raw_pages'],
  ["write another merchant's stock", 'update merchant_other.pools set on_hand = 1000'],
  ['read the wrapped keys', 'select data_key_sealed from tidegate.merchants'],
  ['read the sessions', 'select token_hash from tidegate.sessions'],
  ['make a user', `insert into tidegate.users (merchant_id, name, role) values (1, 'x', 'owner')`],
  ...(['order_events', 'raw_pages', 'stock_movements', 'batches', 'shipments', 'refunds'] as const).flatMap(
    (table): [string, string][] => [
      [`delete from ${table}`, `delete from ${table}`],
      [`empty ${table}`, `truncate ${table}`],
    ],
  ),
  ['rewrite the timeline', `update order_events set kind = 'x'`],
  ['rewrite the raw content', 'update raw_pages set entries = 0'],
  ['rewrite the ledger', 'update stock_movements set quantity = 0'],
  ['rewrite a refund', 'update refunds set amount_fen = 1'],
  ['delete orders', 'delete from orders'],
  ['delete holds', 'delete from holds'],
  ['wind the ids back', `select setval('id_blocks', 1)`],
  ['drop a table', 'drop table orders'],
  ['loosen a constraint', 'alter table pools drop constraint pools_not_oversold'],
  ['switch triggers off', 'alter table orders disable trigger all'],
  ['add a trigger', 'create trigger x after insert on orders execute function suppress_redundant_updates_trigger()'],
  ['create a table of its own', 'create table merchant_test.mine (id int)'],
  ['create a table in public', 'create table public.mine (id int)'],
  ['create a function in public', `create function public.f() returns int language sql as 'select 1'`],
  ['create a schema', 'create schema mine'],
  ['create a role', 'create role mine'],
  ['create a database', 'create database mine'],
  ['become a superuser', 'alter role current_user superuser'],
  ['become the owner', 'set role tidegate'],
  ['forget triggers for a session', 'set session_replication_role = replica'],
  ['change the server', `alter system set fsync = 'off'`],
  ['read the password hashes', 'select rolpassword from pg_authid'],
  ['read a file of the server', `select pg_read_file('/etc/passwd')`],
  ['run a program', `copy (select 1) to program 'true'`],
  ['write a file', `copy (select 1) to '/tmp/tidegate-attack'`],
  ['import a file', `select lo_import('/etc/passwd')`],
  ["end another's session", `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tidegate'`],
]

test("a merchant's role is refused everything but its own rows", async () => {
  await using world = await openTestEngine()
  const { gate, engine } = world
  await engine.merchants.create({ code: 'other', name: 'Other', isDemo: false, rules: TEST_RULES })
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(order({ id: '1' }), Buffer.from('raw'))
  const partitions = await engine.control<{ name: string }[]>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where c.relnamespace = 'merchant_test'::regnamespace and c.relkind = 'r'`
  expect(partitions.length).toBeGreaterThanOrEqual(8)
  const byName = partitions.flatMap(({ name }): [string, string][] => [
    [`delete from partition ${name}`, `delete from ${name}`],
    [`rewrite partition ${name}`, `update ${name} set at = at`],
    [`slip rows into partition ${name}`, `insert into ${name} default values`],
  ])
  for (const [what, statement] of [...ATTACKS, ...byName]) {
    const code = await gate.database.unsafe(statement).then(
      () => 'allowed',
      (error: { code?: string }) => error.code,
    )
    expect({ what, code }).toEqual({ what, code: DENIED })
  }
  // Preparing the merchant anew, as every start does, hands none of it back.
  await engine.merchants.create({ code: 'test', name: 'Test', isDemo: false, rules: TEST_RULES })
  for (const [what, statement] of byName) {
    await expect(gate.database.unsafe(statement), what).rejects.toMatchObject({ code: DENIED })
  }
})

test("a merchant's role sees of other sessions only that they are there", async () => {
  await using world = await openTestEngine()
  const rows = await world.gate.database<
    { query: string }[]
  >`select query from pg_stat_activity where usename <> current_user and query is not null`
  for (const { query } of rows) expect(['', '<insufficient privilege>']).toContain(query)
})
