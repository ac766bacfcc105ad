// To mend a failure: run `node packages/server/src/push/reference.ts`, and read the difference.

import { readFile } from 'node:fs/promises'
import { ClientMessage, ServerMessage } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { Compile } from 'typebox/compile'
import { CLIENT_EXAMPLES, PUSH_REFERENCE, SERVER_EXAMPLES, pushReference } from './reference.ts'

test('docs/reference/push.md is what the contract says', async () => {
  expect(await readFile(PUSH_REFERENCE, 'utf8')).toBe(pushReference())
})

test('its examples are messages, one of each type', () => {
  const typesOf = (schema: { anyOf: { properties: { type: { const: string } } }[] }) =>
    schema.anyOf.map(({ properties }) => properties.type.const).toSorted()
  for (const [examples, schema] of [
    [CLIENT_EXAMPLES, ClientMessage],
    [SERVER_EXAMPLES, ServerMessage],
  ] as const) {
    const check = Compile(schema)
    for (const [, message] of examples) expect(check.Check(message), JSON.stringify(message)).toBe(true)
    expect(examples.map(([, { type }]) => type).toSorted()).toEqual(typesOf(schema as never))
  }
})
