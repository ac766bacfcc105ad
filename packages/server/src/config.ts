// Every setting in one table: its flag, its environment variable, its default, its schema and one
// sentence. The table makes `--help` and docs/reference/configuration.md; nothing else reads the environment.

import { ENCODINGS } from '@tidegate/connectors'
import { BAD_ROW_POLICIES, IMPORT_MODES, REPEATED_LINE_POLICIES } from '@tidegate/domain'
import type { SettingReport } from '@tidegate/contract'
import { LOG_LEVELS } from './log.ts'
import { ROLES } from './roles.ts'
import {
  address,
  numberBetween,
  onOrOff,
  oneOf,
  path,
  someOf,
  sourceName,
  text,
  wholeNumber,
  word,
} from './setting-schema.ts'
import type { Schema } from './setting-schema.ts'

export interface Setting<T> {
  flag: string
  /** What stands after the flag in `--help`; null where the flag alone switches it on. */
  argument: string | null
  /** Null where only a person at the command line may ask for it. */
  environment: string | null
  /** As a person would write it; null where there is none and the value is null. */
  fallback: string | null
  schema: Schema<T>
  sentence: string
  /** Its value is never printed. */
  secret: boolean
}

export const SETTINGS = {
  dataDir: setting({
    flag: '--data-dir',
    argument: 'folder',
    environment: 'TIDEGATE_DATA_DIR',
    fallback: './data',
    schema: path,
    sentence: 'Everything this installation keeps on disk: the embedded database, keys, logs.',
  }),
  databaseUrl: optional({
    flag: '--database-url',
    argument: 'url',
    environment: 'DATABASE_URL',
    schema: address(['postgres:', 'postgresql:']),
    sentence:
      'PostgreSQL to use instead of the embedded one; it holds a password, so give it by the environment rather than by the flag.',
    secret: true,
  }),
  masterKeyFile: optional({
    flag: '--master-key-file',
    argument: 'file',
    environment: 'TIDEGATE_MASTER_KEY_FILE',
    schema: path,
    sentence:
      'The key that opens receiver data, made at the first start; master.key in the data folder when left out. Back it up apart from the database.',
  }),
  host: setting({
    flag: '--host',
    argument: 'address',
    environment: 'TIDEGATE_HOST',
    fallback: '127.0.0.1',
    schema: word,
    sentence: 'Address to listen on; this machine only unless you say otherwise.',
  }),
  port: setting({
    flag: '--port',
    argument: 'number',
    environment: 'TIDEGATE_PORT',
    fallback: '4680',
    schema: wholeNumber(0, 65_535),
    sentence: 'Port of the API and the console; 0 takes any free one.',
  }),
  publicUrl: optional({
    flag: '--public-url',
    argument: 'url',
    environment: 'TIDEGATE_PUBLIC_URL',
    schema: address(['http:', 'https:']),
    sentence:
      'How browsers and platforms reach this program, where that is not the host and port above: sign-in links begin with it, and platforms are told to post messages there.',
  }),
  roles: setting({
    flag: '--roles',
    argument: 'list',
    environment: 'TIDEGATE_ROLES',
    fallback: 'all',
    schema: someOf(ROLES),
    sentence: `What this process does: ${ROLES.join(', ')}, or all.`,
  }),
  shopsFile: optional({
    flag: '--shops-file',
    argument: 'file',
    environment: 'TIDEGATE_SHOPS_FILE',
    schema: path,
    sentence: 'Which shops to poll and with which platform keys; shops.json in the data folder when left out.',
  }),
  metricsPort: optional({
    flag: '--metrics-port',
    argument: 'number',
    environment: 'TIDEGATE_METRICS_PORT',
    schema: wholeNumber(0, 65_535),
    sentence:
      'Port of /metrics on 127.0.0.1, for Prometheus or an OpenTelemetry collector; there are no metrics when left out.',
  }),
  diskFreeMinMb: setting({
    flag: '--disk-free-min-mb',
    argument: 'number',
    environment: 'TIDEGATE_DISK_FREE_MIN_MB',
    fallback: '512',
    schema: wholeNumber(0, 1_000_000_000),
    sentence:
      'Below so many free megabytes where the data folder is, no new command is taken until there is room; 0 never looks.',
  }),
  pollSeconds: setting({
    flag: '--poll-seconds',
    argument: 'number',
    environment: 'TIDEGATE_POLL_SECONDS',
    fallback: '30',
    schema: wholeNumber(1, 3_600),
    sentence: 'How often each shop is asked for changes.',
  }),
  overlapSeconds: setting({
    flag: '--overlap-seconds',
    argument: 'number',
    environment: 'TIDEGATE_OVERLAP_SECONDS',
    fallback: '120',
    schema: wholeNumber(0, 3_600),
    sentence: 'How far each poll reaches back over what is already proven, for changes the platform lists late.',
  }),
  logLevel: setting({
    flag: '--log-level',
    argument: 'level',
    environment: 'TIDEGATE_LOG_LEVEL',
    fallback: 'info',
    schema: oneOf(LOG_LEVELS),
    sentence: `The least important log line to write: ${LOG_LEVELS.join(', ')}.`,
  }),
  merchant: optional({
    flag: '--merchant',
    argument: 'code',
    environment: null,
    schema: word,
    sentence: 'Only this merchant; all of them when left out, or the only one there is.',
  }),
  as: optional({
    flag: '--as',
    argument: 'mode',
    environment: null,
    schema: oneOf(IMPORT_MODES),
    sentence: 'Import: history for orders of the past, live for orders to be shipped; by the mapping when left out.',
  }),
  source: optional({
    flag: '--source',
    argument: 'name',
    environment: null,
    schema: sourceName,
    sentence:
      'Import: where the file comes from, a name of your own or a shop as channel/shop; by the mapping when left out.',
  }),
  mapping: optional({
    flag: '--mapping',
    argument: 'name',
    environment: null,
    schema: word,
    sentence:
      'Import: a saved mapping of columns; when left out, a report that is known, else that of the source, else a guess.',
  }),
  badRows: setting({
    flag: '--bad-rows',
    argument: 'policy',
    environment: null,
    fallback: 'set_aside',
    schema: oneOf(BAD_ROW_POLICIES),
    sentence: 'Import: set_aside puts rows that cannot be read in quarantine, refuse_file then imports nothing.',
  }),
  repeatedLines: setting({
    flag: '--repeated-lines',
    argument: 'policy',
    environment: null,
    fallback: 'set_aside',
    schema: oneOf(REPEATED_LINE_POLICIES),
    sentence: `Import: what two equal lines of one order mean: ${REPEATED_LINE_POLICIES.join(', ')}.`,
  }),
  sheet: optional({
    flag: '--sheet',
    argument: 'name',
    environment: null,
    schema: text,
    sentence: 'Import: the sheet of a workbook; its first when left out.',
  }),
  encoding: optional({
    flag: '--encoding',
    argument: 'name',
    environment: null,
    schema: oneOf(ENCODINGS),
    sentence: `Import: what a text file is written in (${ENCODINGS.join(', ')}); found out when left out.`,
  }),
  speed: optional({
    flag: '--speed',
    argument: 'number',
    environment: 'TIDEGATE_DEMO_SPEED',
    schema: numberBetween(0.01, 1_000),
    sentence: 'Demo: how fast the simulated shop sells; chosen for about 120 orders a minute when left out.',
  }),
  report: optional({
    flag: '--report',
    argument: 'file',
    environment: 'TIDEGATE_DEMO_REPORT',
    schema: path,
    sentence: 'Demo: a Tmall order report whose arrival times, provinces and amounts the simulated shop follows.',
  }),
  badOneIn: optional({
    flag: '--bad-one-in',
    argument: 'number',
    environment: 'TIDEGATE_DEMO_BAD_ONE_IN',
    schema: wholeNumber(0, 1_000_000),
    sentence:
      'Demo: one trade in this many shows a line of 0 pieces and goes to quarantine; 0 for none, 250 when left out.',
  }),
  empty: switchedOn({
    flag: '--empty',
    sentence: 'Start with an empty merchant: no demo data and no simulated shop.',
  }),
  reset: switchedOn({
    flag: '--reset',
    sentence: 'Remove the data folder first, and with it everything this installation knows.',
  }),
  yes: switchedOn({
    flag: '--yes',
    sentence: 'Do not ask before --reset removes the data folder.',
  }),
} as const

export type SettingName = keyof typeof SETTINGS
export type Config<Name extends SettingName = SettingName> = {
  readonly [N in Name]: (typeof SETTINGS)[N] extends Setting<infer T> ? T : never
}

/** Every problem at once, so that a person corrects the command line once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export interface ConfigSources {
  /** Texts from the command line, by setting name. */
  flags: Partial<Record<SettingName, string>>
  environment: Readonly<Record<string, string | undefined>>
}

/** Parses the named settings: the command line wins over the environment, and that over the default. */
export function parseConfig<Name extends SettingName>(names: readonly Name[], sources: ConfigSources): Config<Name> {
  const problems: string[] = []
  const values = names.map((name) => {
    const setting: Setting<unknown> = SETTINGS[name]
    const text = textOf(name, setting, sources)
    if (text === null) return [name, null]
    const value = setting.schema.parse(text)
    if (value === undefined) problems.push(describeProblem(setting, text))
    return [name, value]
  })
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return Object.fromEntries(values) as Config<Name>
}

/** What stands where, for whoever looks at the system; a secret's value is left out. */
export function reportSettings(names: readonly SettingName[], sources: ConfigSources): SettingReport[] {
  // A flag without an argument is a wish of one start.
  const lasting = names.filter((name) => SETTINGS[name].argument !== null)
  return lasting.map((name) => {
    const setting: Setting<unknown> = SETTINGS[name]
    const { flag, secret } = setting
    const value = secret ? null : textOf(name, setting, sources)
    return { flag, value, secret, source: sourceOf(name, setting, sources) }
  })
}

function sourceOf(
  name: SettingName,
  { environment }: Setting<unknown>,
  sources: ConfigSources,
): SettingReport['source'] {
  if (sources.flags[name] !== undefined) return 'flag'
  const given = environment === null ? undefined : sources.environment[environment]
  return given === undefined || given === '' ? 'default' : 'environment'
}

function textOf(name: SettingName, setting: Setting<unknown>, { flags, environment }: ConfigSources): string | null {
  const fromEnvironment = setting.environment === null ? undefined : environment[setting.environment]
  // An empty variable is how shells and compose files say "not set".
  return flags[name] ?? (fromEnvironment === '' ? undefined : fromEnvironment) ?? setting.fallback
}

function describeProblem(setting: Setting<unknown>, text: string): string {
  const name = setting.environment === null ? setting.flag : `${setting.flag} (${setting.environment})`
  const value = setting.secret ? 'the value given (not shown)' : JSON.stringify(text)
  return `${name}: ${value} is not ${setting.schema.expected}`
}

function setting<T>(given: Omit<Setting<T>, 'secret'>): Setting<T> {
  return { ...given, secret: false }
}

function optional<T>(given: Omit<Setting<T>, 'secret' | 'fallback'> & { secret?: boolean }): Setting<T | null> {
  return { secret: false, ...given, fallback: null }
}

function switchedOn(given: { flag: string; sentence: string }): Setting<boolean> {
  return { ...given, argument: null, environment: null, fallback: 'false', schema: onOrOff, secret: false }
}
