// The engine as a whole: the control schema, and the merchants it knows.

import { connect } from '../database/connect.ts'
import type { Database } from '../database/connect.ts'
import { assertDurable } from '../database/durability.ts'
import { CONTROL_SCHEMA, migrateControl } from '../database/migrate.ts'
import { openMasterKey } from '../privacy/master-key.ts'
import type { MasterKey } from '../privacy/master-key.ts'
import type { MerchantInfo } from './gate.ts'
import { prepareMerchant, roleOf, schemaOf } from './merchant-schema.ts'
import { openMerchant } from './open-merchant.ts'
import type { DoorOptions } from '../batch/door.ts'
import type { OpenGate } from './open-merchant.ts'

/** An unpaid order keeps its pieces for half an hour, as long as the marketplaces keep a cart's. */
const FIRST_SETTINGS = { unpaidReservationMs: 30 * 60_000 }

export interface EngineOptions {
  /** Connects as an owner who may create schemas and roles. */
  url: string
  masterKeyFile: string
  codeVersion: string
  log: (line: string) => void
  /** Stands before PostgreSQL's own functions, so that a simulation may own `now()` and `clock_timestamp()`. */
  clockSchema?: string
}

export interface Engine {
  /** The control schema, as its owner. */
  readonly control: Database
  readonly merchants: Merchants
  close(): Promise<void>
}

export interface Merchants {
  /** Creates the merchant or brings it up to date; the rules are its first set and are published only once. */
  create(merchant: {
    code: string
    name: string
    isDemo: boolean
    rules: Record<string, unknown>
  }): Promise<MerchantInfo>
  list(): Promise<MerchantInfo[]>
  open(code: string, options?: DoorOptions): Promise<OpenGate>
}

/** Connects, refuses a database that could lose commits, and brings every schema up to date. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const control = connect(options.url, {
    connectionsMax: 3,
    applicationName: 'tidegate control',
    searchPath: CONTROL_SCHEMA,
    statementTimeoutMs: 0,
  })
  try {
    await assertDurable(control)
    const applied = await migrateControl(control)
    if (applied.length > 0) options.log(`control schema: applied ${applied.join(', ')}`)
    const [sealed] = await control`select 1 as one from merchants limit 1`
    const masterKey = await openMasterKey(options.masterKeyFile, { mayCreate: sealed === undefined })
    const merchants = merchantStore(control, masterKey, options)
    for (const merchant of await merchants.list()) {
      // eslint-disable-next-line no-await-in-loop -- schemas are migrated one after the other, under one lock
      await prepare({ control, masterKey, log: options.log }, merchant.code)
    }
    return { control, merchants, close: () => control.end({ timeout: 5 }) }
  } catch (error) {
    await control.end({ timeout: 1 })
    throw error
  }
}

function merchantStore(control: Database, masterKey: MasterKey, options: EngineOptions): Merchants {
  return {
    async create({ code, name, isDemo, rules }) {
      await control`
        insert into merchants (code, name, is_demo, data_key_sealed)
        values (${code}, ${name}, ${isDemo}, ${masterKey.newDataKey()}) on conflict (code) do nothing`
      await prepare({ control, masterKey, log: options.log }, code)
      await seed(control, code, rules)
      const known = await this.list()
      return known.find((merchant) => merchant.code === code) as MerchantInfo
    },
    async list() {
      return control<MerchantInfo[]>`select id, code, name, is_demo as "isDemo" from merchants order by id`
    },
    async open(code, openOptions = {}) {
      const [row] = await control<(MerchantInfo & { dataKey: Buffer })[]>`
        select id, code, name, is_demo as "isDemo", data_key_sealed as "dataKey" from merchants where code = ${code}`
      if (row === undefined)
        throw new Error(`no merchant "${code}": create it with \`tidegate merchant create ${code}\``)
      const { dataKey, ...info } = row
      const role = await roleOf(control, code)
      const url = new URL(options.url)
      url.username = role
      url.password = masterKey.rolePassword(role)
      return openMerchant({
        url: url.href,
        info,
        dataKey: masterKey.unwrap(dataKey),
        codeVersion: options.codeVersion,
        log: options.log,
        ...(options.clockSchema === undefined ? {} : { clockSchema: options.clockSchema }),
        ...openOptions,
      })
    },
  }
}

interface Administration {
  control: Database
  masterKey: MasterKey
  log: (line: string) => void
}

async function prepare({ control, masterKey, log }: Administration, code: string): Promise<void> {
  const name = await roleOf(control, code)
  const applied = await prepareMerchant(control, code, { name, password: masterKey.rolePassword(name) })
  if (applied.length > 0) log(`merchant ${code}: applied ${applied.join(', ')}`)
}

/** First settings and rules, where the merchant has none. */
async function seed(control: Database, code: string, rules: Record<string, unknown>): Promise<void> {
  const schema = schemaOf(code)
  await control`
    insert into ${control(schema)}.settings (version, content)
    values (1, ${JSON.stringify(FIRST_SETTINGS)}::text::jsonb) on conflict do nothing`
  await control`
    insert into ${control(schema)}.rule_sets (version, name, content, is_active)
    values (1, 'default', ${JSON.stringify(rules)}::text::jsonb, true) on conflict do nothing`
}
