import { expect, test } from 'vitest'
import { clientOperations } from './client-operations.ts'

const body = (schema: object) => ({ content: { 'application/json': { schema } } })

/** What the one operation's answer is typed as. */
function answerType(schema: object): string {
  const text = clientOperations({ paths: { '/x': { get: { responses: { 200: body(schema) } } } } })
  return /answer: ([^]*)\n {2}\}\n\}\n$/.exec(text)?.[1] ?? ''
}

test.each<[object, string]>([
  [{ type: 'integer', minimum: 1 }, 'number'],
  [{ enum: ['a', "it's"] }, String.raw`'a' | 'it\'s'`],
  [{ const: 'a' }, "'a'"],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 'string | null'],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, '(string | null)[]'],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, "('a' | 'b')[]"],
  [{ type: 'array', items: { type: 'object', properties: { a: {} } } }, '{ a?: unknown }[]'],
  [{ type: 'object', patternProperties: { '^.*$': { type: 'integer' } } }, 'Record<string, number>'],
  [{ type: 'object', properties: { 'a-b': { type: 'boolean' } }, required: ['a-b'] }, "{ 'a-b': boolean }"],
  [
    { type: 'object', properties: { a: { type: 'string', description: 'Why' } }, required: ['a'] },
    '{\n      /** Why */\n      a: string\n    }',
  ],
])('%j is typed', (schema, type) => {
  expect(answerType(schema)).toBe(type)
})

test('a path that answers with another protocol is no operation of the client', () => {
  const text = clientOperations({ paths: { '/push': { get: { responses: { 101: {}, '4XX': {} } } } } })
  expect(text).not.toContain('/push')
})

test('an operation says what goes in, what comes out, and which scope a key needs', () => {
  const text = clientOperations({
    paths: {
      '/orders/{number}': {
        post: {
          summary: 'Do it',
          parameters: [
            { in: 'path', name: 'number', required: true, schema: { type: 'string' } },
            { in: 'query', name: 'limit', schema: { type: 'integer' } },
            { in: 'header', name: 'idempotency-key', schema: { type: 'string' } },
          ],
          requestBody: body({ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }),
          responses: { 200: body({ type: 'string' }), 201: body({ type: 'string' }), 204: {}, '4XX': {} },
          security: [{ session: [] }, { key: ['orders:write'] }],
        },
      },
    },
  })
  expect(text).toContain(`  /** Do it. A key needs orders:write. */
  'POST /orders/{number}': {
    path: { number: string }
    query?: { limit?: number }
    headers?: { 'idempotency-key'?: string }
    body: { a: string }
    answer: string | undefined
  }`)
})
