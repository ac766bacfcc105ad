// The commands of `tidegate`, as data: the program, its help and docs/reference/cli.md are made of it.

import type { SettingReport } from '@tidegate/contract'
import { SCOPES } from '@tidegate/contract'
import type { Config, SettingName } from '../config.ts'

interface CommandInput {
  config: Config
  /** Where each of the command's settings came from. */
  settings: readonly SettingReport[]
  /** What stands after the command's name, by the names below. */
  words: Readonly<Record<string, string>>
  /** Everything after the command's name, where the command passes it on unread. */
  rest: readonly string[]
}

export interface CommandSpec {
  /** `merchant create` is the command `create` under `merchant`. */
  name: string
  summary: string
  description: string
  words: readonly { name: string; sentence: string }[]
  settings: readonly SettingName[]
  examples: readonly string[]
  passesOn: boolean
  /** Gives the exit code. */
  run(input: CommandInput): Promise<number>
}

const STORE: readonly SettingName[] = ['dataDir', 'databaseUrl', 'masterKeyFile', 'logLevel']
const MERCHANT = { name: 'code', sentence: 'The merchant: small letters, digits and _, beginning with a letter.' }

export const COMMANDS: readonly CommandSpec[] = [
  command({
    name: 'serve',
    summary: 'run the program',
    description:
      'Runs the program: polls the shops, does due work, serves the API and the console. It uses the PostgreSQL at the database URL, or else its own. Ctrl-C stops it cleanly within ten seconds; a second Ctrl-C at once.',
    settings: [
      ...STORE,
      'host',
      'port',
      'publicUrl',
      'roles',
      'shopsFile',
      'pollSeconds',
      'overlapSeconds',
      'metricsPort',
      'diskFreeMinMb',
    ],
    examples: [
      'npm run tidegate -- serve',
      'DATABASE_URL=postgres://tidegate@db.internal/tidegate npm run tidegate -- serve --host 0.0.0.0',
      'npm run tidegate -- serve --roles intake --poll-seconds 10',
    ],
    run: async ({ config, settings }) => (await import('./serve.ts')).runServe(config, settings),
  }),
  command({
    name: 'start',
    summary: 'run the program with a demo shop (npm start)',
    description:
      'Starts everything on this machine with nothing to set up: PostgreSQL, a demo merchant with stock, a simulated Taobao shop that sells, and the program. Started again, it goes on where it stopped. It always uses the embedded PostgreSQL.',
    settings: [
      'dataDir',
      'host',
      'port',
      'speed',
      'report',
      'badOneIn',
      'metricsPort',
      'diskFreeMinMb',
      'empty',
      'reset',
      'yes',
      'logLevel',
    ],
    examples: [
      'npm start',
      'npm start -- --speed 20 --port 8080',
      'npm start -- --empty',
      'npm start -- --reset --yes',
    ],
    run: async ({ config, settings }) => (await import('../demo/start.ts')).runStart(config, settings),
  }),
  command({
    name: 'verify',
    summary: 'check every invariant on the data',
    description:
      'Checks the invariants of every merchant, or of one: nothing promised beyond stock, no order lost or doubled, every timeline whole. Prints how many rows break each one and names them, then the state hash. Exits with 1 if any row does. It changes no order and no stock, and may run beside the program.',
    settings: [...STORE, 'merchant'],
    examples: ['npm run tidegate -- verify', 'npm run tidegate -- verify --merchant demo'],
    run: async ({ config }) => (await import('./verify.ts')).runVerify(config),
  }),
  command({
    name: 'import',
    summary: 'import a file of orders (CSV or XLSX)',
    description:
      'Imports a CSV or XLSX file: orders of the past as history, or orders to be shipped. Rows that cannot be read go to quarantine, where they can be mended and replayed. Imported again, the same file changes nothing. It may run beside the program. Prints what became of the rows; exits with 1 where the file was refused or could not be imported to its end.',
    words: [{ name: 'file', sentence: 'The file; told apart by its content, whatever its name.' }],
    settings: [...STORE, 'merchant', 'as', 'source', 'mapping', 'badRows', 'repeatedLines', 'sheet', 'encoding'],
    examples: [
      'npm run tidegate -- import orders-2025.csv',
      'npm run tidegate -- import to-ship.xlsx --merchant demo --as live --source erp --bad-rows refuse_file',
    ],
    run: async ({ config, words }) => (await import('./import.ts')).runImportFile(config, words),
  }),
  command({
    name: 'bench',
    summary: 'measure how many orders per second this machine takes',
    description: 'Runs the benchmark; its own flags follow, and --help after it lists them.',
    passesOn: true,
    examples: ['npm run bench', 'npm run tidegate -- bench --help'],
    run: async ({ rest }) => (await import('./bench.ts')).runBench(rest),
  }),
  command({
    name: 'migrate',
    summary: 'bring the database up to date',
    description:
      'Applies the migrations that are missing, for all merchants, and lists them. serve and start do so too.',
    settings: STORE,
    examples: ['npm run tidegate -- migrate'],
    run: async ({ config }) => (await import('./migrate.ts')).runMigrate(config),
  }),
  command({
    name: 'merchant create',
    summary: 'add a merchant and its owner',
    description: 'Adds a merchant with a schema and a data key of its own, and prints a sign-in link for its owner.',
    words: [MERCHANT, { name: 'name', sentence: 'The name people see.' }],
    settings: [...STORE, 'host', 'port', 'publicUrl'],
    examples: ['npm run tidegate -- merchant create maoyou 猫友旗舰店'],
    run: async ({ config, words }) => (await import('./merchant.ts')).runMerchantCreate(config, words),
  }),
  command({
    name: 'merchant list',
    summary: 'list the merchants',
    description: 'Lists the merchants, one to a line.',
    settings: STORE,
    examples: ['npm run tidegate -- merchant list'],
    run: async ({ config }) => (await import('./merchant.ts')).runMerchantList(config),
  }),
  command({
    name: 'shop create',
    summary: 'add a shop for orders of the Open API',
    description:
      'Adds a shop of the channel open_api to a merchant: a program sends its orders to it with an API key. Shops of marketplaces come from the shops file.',
    words: [
      MERCHANT,
      { name: 'shop', sentence: 'What orders call it: small letters, digits, _ and -, at most 41.' },
      { name: 'name', sentence: 'The name people see.' },
    ],
    settings: STORE,
    examples: ['npm run tidegate -- shop create demo erp "Orders of our ERP"'],
    run: async ({ config, words }) => (await import('./shop.ts')).runShopCreate(config, words),
  }),
  command({
    name: 'key create',
    summary: 'make an API key',
    description: `Makes an API key for a program and prints it, once: only its hash is kept. It may do what its scopes say (${SCOPES.join(', ')}) and nothing else. There is no key until one is made here.`,
    words: [
      MERCHANT,
      { name: 'name', sentence: 'What the key is for, so that its owner is known later.' },
      { name: 'scopes', sentence: `A comma-separated list of ${SCOPES.join(', ')}.` },
    ],
    settings: STORE,
    examples: ['npm run tidegate -- key create demo erp orders:read,orders:write'],
    run: async ({ config, words }) => (await import('./key.ts')).runKeyCreate(config, words),
  }),
  command({
    name: 'key list',
    summary: "list a merchant's API keys",
    description: 'Lists the API keys of a merchant, revoked ones too: id, scopes, when made, last used, name.',
    words: [MERCHANT],
    settings: STORE,
    examples: ['npm run tidegate -- key list demo'],
    run: async ({ config, words }) => (await import('./key.ts')).runKeyList(config, words),
  }),
  command({
    name: 'key revoke',
    summary: 'end an API key',
    description: 'Ends an API key; its next request is refused. There is no way back: make another one.',
    words: [MERCHANT, { name: 'id', sentence: 'The id that `key list` shows.' }],
    settings: STORE,
    examples: ['npm run tidegate -- key revoke demo 3'],
    run: async ({ config, words }) => (await import('./key.ts')).runKeyRevoke(config, words),
  }),
  command({
    name: 'sign-in',
    summary: "print a fresh sign-in link for a merchant's owner",
    description:
      'Prints a link that signs its first user in as the owner of the merchant. It works once and runs out; whoever may run this command may read the database anyway.',
    words: [MERCHANT],
    settings: [...STORE, 'host', 'port', 'publicUrl'],
    examples: ['npm run tidegate -- sign-in demo'],
    run: async ({ config, words }) => (await import('./sign-in.ts')).runSignIn(config, words),
  }),
]

type Given = Pick<CommandSpec, 'name' | 'summary' | 'description' | 'examples' | 'run'> & Partial<CommandSpec>

function command(given: Given): CommandSpec {
  return { words: [], settings: [], passesOn: false, ...given }
}
