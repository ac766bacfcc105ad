// Both registries against the folders, and against each other.

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MARKETPLACES } from '../../../simulators/src/index.ts'
import { CHANNEL_DEFINITIONS } from './registry.ts'

const HERE = import.meta.dirname
const DOCS = join(HERE, '../../../../docs/channels')

test('every folder with a definition is registered, here and among the simulators', () => {
  const folders = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'definition.ts')))
  expect(CHANNEL_DEFINITIONS.map(({ channel }) => channel).toSorted()).toEqual(folders.toSorted())
  expect(MARKETPLACES.map(({ channel }) => channel).toSorted()).toEqual(folders.toSorted())
})

describe.each(CHANNEL_DEFINITIONS)('$channel', (definition) => {
  const { channel, accessFields } = definition
  test('asks for each field once, tokens by their two names', () => {
    const names = accessFields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    const tokens = accessFields.filter(({ kind }) => kind === 'token').map(({ name }) => name)
    for (const name of tokens) expect(['accessToken', 'refreshToken']).toContain(name)
  })
  test('its simulator gives exactly the keys it asks for', () => {
    const given = Object.keys(MARKETPLACES.find((market) => market.channel === channel)!.drawAccess())
    const settings = accessFields.filter(({ kind }) => kind !== 'token')
    for (const name of given) expect(settings.map((field) => field.name)).toContain(name)
    for (const { name, isRequired } of settings) if (isRequired) expect(given).toContain(name)
  })
  test('has its vectors, its contract test and its page', () => {
    for (const file of ['vectors.json', 'vectors.test.ts', 'contract.http.test.ts'])
      expect(existsSync(join(HERE, channel, file))).toBe(true)
    expect(existsSync(join(DOCS, `${channel}.md`))).toBe(true)
  })
})
