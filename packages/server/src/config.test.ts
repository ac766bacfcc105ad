import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigError, parseConfig, SETTINGS } from './config.ts'
import type { SettingName } from './config.ts'

const ALL = Object.keys(SETTINGS) as SettingName[]
const parse = (flags: Partial<Record<SettingName, string>>, environment: Record<string, string> = {}) =>
  parseConfig(ALL, { flags, environment })

test('every default fits its own schema', () => {
  expect(parse({})).toMatchObject({ host: '127.0.0.1', port: 4680, databaseUrl: null, pollSeconds: 30, empty: false })
  expect(parse({}).roles).toEqual(['intake', 'engine', 'http', 'schedule'])
  expect(parse({}).dataDir).toBe(join(process.cwd(), 'data'))
})

test('the flag wins over the environment, and that over the default', () => {
  expect(parse({}, { TIDEGATE_PORT: '1' }).port).toBe(1)
  expect(parse({ port: '2' }, { TIDEGATE_PORT: '1' }).port).toBe(2)
  expect(parse({}, { TIDEGATE_PORT: '' }).port).toBe(4680)
})

test('all bad values are told at once: flag, variable, value and what was expected', () => {
  const bad = () => parse({ port: '70000', roles: 'intake,cook' }, { TIDEGATE_LOG_LEVEL: 'loud' })
  expect(bad).toThrow(ConfigError)
  expect(bad).toThrow('--port (TIDEGATE_PORT): "70000" is not a whole number from 0 to 65535')
  expect(bad).toThrow('--roles (TIDEGATE_ROLES): "intake,cook" is not "all" or a comma-separated list of')
  expect(bad).toThrow('--log-level (TIDEGATE_LOG_LEVEL): "loud" is not one of debug')
})

test.each(['', 'x', '-1', '1.5', '1e3', ' 80', '٣'])('"%s" is no port', (port) => {
  expect(() => parse({ port })).toThrow('--port')
})

test('the value of a secret is not in the message', () => {
  const bad = () => parse({}, { DATABASE_URL: 'mysql://me:hunter2@db/x' })
  expect(bad).toThrow(
    '--database-url (DATABASE_URL): the value given (not shown) is not an address that begins with postgres://',
  )
  expect(bad).not.toThrow('hunter2')
})

test('roles are kept in their own order and once', () => {
  expect(parse({ roles: 'http, intake,http' }).roles).toEqual(['intake', 'http'])
})

test('no two settings share a flag or a variable', () => {
  const flags = Object.values(SETTINGS).map(({ flag }) => flag)
  const variables = Object.values(SETTINGS).flatMap(({ environment }) => environment ?? [])
  expect(new Set(flags).size).toBe(flags.length)
  expect(new Set(variables).size).toBe(variables.length)
})
