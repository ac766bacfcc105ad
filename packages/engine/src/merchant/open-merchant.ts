// Opens one merchant: its role's small pool of connections, its keys, its catalogue and rules, and the
// door. No session ever changes identity: the connection belongs to this merchant for life.

import type { Channel, Command, Instant } from '@tidegate/domain'
import { submitCommand } from '../batch/submit-command.ts'
import { loadCatalogue } from '../batch/catalogue.ts'
import { openDoor } from '../batch/door.ts'
import type { Door } from '../batch/door.ts'
import type { BatchContext } from '../batch/run-batch.ts'
import { connect } from '../database/connect.ts'
import type { Database } from '../database/connect.ts'
import { idSource } from '../database/ids.ts'
import { importsOf } from '../import/import-store.ts'
import type { Imports } from '../import/import-store.ts'
import { idempotency } from '../idempotency/idempotency.ts'
import { stockCache } from '../inventory/stock-cache.ts'
import { openVault } from '../privacy/vault.ts'
import { quarantineRaw } from '../quarantine/quarantine.ts'
import { loadActiveRules } from '../rules/rule-set.ts'
import { NO_ROWS } from '../watch/committed.ts'
import { Watch } from '../watch/watch.ts'
import { runDueWork } from './due-work.ts'
import type { Gate, MerchantInfo, OutcomeOf } from './gate.ts'
import { leases } from './leases.ts'
import { openLinks } from './links.ts'
import type { Links } from './links.ts'
import { schemaOf } from './merchant-schema.ts'
import { merchantSetup } from './setup.ts'

/** The engine's statements all go by key; a plan that scans is always the wrong one, whatever the statistics say. */
const KEYED_PLANS = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  plan_cache_mode: 'force_generic_plan',
  // No lock is waited for longer than this: the batch is retried instead, visibly.
  lock_timeout: '10s',
} as const

/** A session's own settings stand above those of server, database and role: nobody can weaken these from outside. */
const PROMISES_KEPT = {
  // An answer given means the commit is on the disk. (A server set to remote_apply is thereby set to wait for flush only.)
  synchronous_commit: 'on',
  // A process that stands still in a transaction holds its pools locked. Between statements a batch computes for
  // milliseconds; one that was ended for this is run again.
  idle_in_transaction_session_timeout: '5s',
} as const

/** Watchers read by key. A hint is worth no wait for the disk: where it is lost, a sweep finds what it was about. */
const WATCH_SESSION = { ...KEYED_PLANS, synchronous_commit: 'off' } as const

/** Two batches under way, one lease or quarantine write beside them, one spare. */
const GATE_CONNECTIONS_MAX = 4
const READ_CONNECTIONS_MAX = 3
/** What talks to platforms waits for them with a row locked, and must keep nobody else waiting. */
const LINK_CONNECTIONS_MAX = 4
/** Claims of orders to read, and that they were read: milliseconds each, and nothing hangs on the last of them. */
const PASSING_CONNECTIONS_MAX = 2
/** What watchers read goes by key and takes milliseconds; hearing hints takes a connection more. */
const WATCH_CONNECTIONS_MAX = 1

export interface OpenMerchantOptions {
  /** Connects as the merchant's own role. */
  url: string
  info: MerchantInfo
  dataKey: Uint8Array
  codeVersion: string
  log: (line: string) => void
  batchCommandsMax?: number
  clockSchema?: string
  mayTake?: () => boolean
}

export interface OpenGate extends Gate {
  /** For reads; as the merchant's role, with ordinary plans. */
  readonly database: Database
  readonly context: BatchContext
  readonly door: Door
  readonly watch: Watch
  /** Batches run again so far, by SQLSTATE. */
  readonly retries: ReadonlyMap<string, number>
}

export async function openMerchant(options: OpenMerchantOptions): Promise<OpenGate> {
  const { info, log } = options
  const searchPath = searchPathOf(options)
  const sql = connect(options.url, {
    connectionsMax: GATE_CONNECTIONS_MAX,
    applicationName: `tidegate ${info.code}`,
    searchPath,
    extra: { ...KEYED_PLANS, ...PROMISES_KEPT },
  })
  const database = connect(options.url, {
    connectionsMax: READ_CONNECTIONS_MAX,
    applicationName: `tidegate ${info.code} reads`,
    searchPath,
    extra: PROMISES_KEPT,
  })
  const linkSql = connect(options.url, {
    connectionsMax: LINK_CONNECTIONS_MAX,
    applicationName: `tidegate ${info.code} links`,
    searchPath,
    extra: PROMISES_KEPT,
  })
  const passing = connect(options.url, {
    connectionsMax: PASSING_CONNECTIONS_MAX,
    applicationName: `tidegate ${info.code} passing`,
    searchPath,
    extra: { ...PROMISES_KEPT, synchronous_commit: 'off' },
  })
  const watch = openWatch(options)
  const retries = new Map<string, number>()
  const context: BatchContext = {
    sql,
    vault: openVault(options.dataKey),
    ids: idSource(sql),
    codeVersion: options.codeVersion,
    catalogue: await loadCatalogue(sql),
    rules: await loadActiveRules(sql),
    stock: stockCache(),
    log,
    committed: (batch) => watch.committed(batch),
    retried: (code) => retries.set(code, (retries.get(code) ?? 0) + 1),
  }
  const door = openDoor(context, options)
  const links = openLinks({ sql: linkSql, passing, vault: context.vault, ids: context.ids })
  const imports = importsOf({ sql: linkSql, vault: context.vault, ids: context.ids })
  const gate = gateOver({ context, door, database, links, imports, watch })
  return {
    ...gate,
    merchant: info,
    retries,
    async close() {
      await gate.close()
      await Promise.all([linkSql.end({ timeout: 5 }), passing.end({ timeout: 5 })])
    },
  }
}

/** PostgreSQL looks into its own schema first unless the path says where it stands. */
function searchPathOf({ info, clockSchema }: OpenMerchantOptions): string {
  const schema = schemaOf(info.code)
  return clockSchema === undefined ? schema : `${clockSchema}, pg_catalog, ${schema}`
}

function openWatch(options: OpenMerchantOptions): Watch {
  const { url, info, log } = options
  const sql = connect(url, {
    connectionsMax: WATCH_CONNECTIONS_MAX,
    applicationName: `tidegate ${info.code} watch`,
    searchPath: searchPathOf(options),
    extra: WATCH_SESSION,
  })
  return new Watch({ sql, merchantCode: info.code, log })
}

interface GateParts {
  context: BatchContext
  door: Door
  database: Database
  links: Links
  imports: Imports
  watch: Watch
}

function gateOver({
  context,
  door,
  database,
  links,
  imports,
  watch,
}: GateParts): Omit<OpenGate, 'merchant' | 'retries'> {
  const { sql } = context
  const submit = async <C extends Command>(command: C, raw?: Uint8Array): Promise<OutcomeOf<C>> => {
    return (await submitCommand(context, door, { command, raw })) as OutcomeOf<C>
  }
  return {
    database,
    context,
    door,
    watch,
    submit,
    async quarantine(entry) {
      door.requireRoom()
      const id = await quarantineRaw(context, entry)
      watch.committed(NO_ROWS)
      return id
    },
    leases: leases(sql),
    links,
    imports,
    setup: merchantSetup(sql),
    // Beside the reads: a caller that waits for an answer must not keep a batch from its connection.
    idempotency: idempotency(database, context.vault),
    knownVersions: (shop, ids) => knownVersions(sql, shop, ids),
    runDueWork: () => runDueWork(database, submit),
    drain: () => door.drain(),
    async close() {
      await door.drain()
      await Promise.all([sql.end({ timeout: 5 }), database.end({ timeout: 5 }), watch.close()])
    },
  }
}

async function knownVersions(
  sql: Database,
  shop: { channel: Channel; shop: string },
  ids: readonly string[],
): Promise<Map<string, Instant>> {
  const rows = await sql<{ id: string; version: number }[]>`
    select o.platform_order_id as id, o.state_version as version
    from shops s join orders o on o.shop_id = s.id
    where s.channel = ${shop.channel} and s.code = ${shop.shop} and o.receiver_version is not null
      and o.platform_order_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb))`
  return new Map(rows.map((row) => [row.id, row.version]))
}
