// For tests only: reproduces every published or cross-checked signature a channel carries in its `vectors.json`,
// and all of the reference's where that lies beside the checkout.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ChannelDefinition, SignatureVector } from '../definition.ts'

const REFERENCE = join(import.meta.dirname, '../../../../../../shared/reference/signature-vectors.json')

interface ReferenceEntry {
  id: string
  platform: string
  kind: string
  method: string
  algorithm?: string
  scheme?: string
  secret: string
  params: Record<string, unknown>
  expectedSign: string
}

/** `platform` is the reference's word for it where that is not ours ("wechat-shop"). */
export function vectorTests(
  definition: ChannelDefinition,
  folder: string,
  platform: string = definition.channel,
): void {
  const carried = JSON.parse(readFileSync(join(folder, 'vectors.json'), 'utf8')) as SignatureVector[]
  describe(`signatures of ${definition.channel}`, () => {
    test('there are some', () => expect(carried.length).toBeGreaterThan(0))
    test.each(carried)('$id: $method', (vector) => expect(definition.reproduce(vector)).toBe(vector.expected))
  })
  describe.skipIf(!existsSync(REFERENCE))(`all of the reference's (skipped where it is absent)`, () => {
    const entries = existsSync(REFERENCE) ? (JSON.parse(readFileSync(REFERENCE, 'utf8')) as ReferenceEntry[]) : []
    const ours = entries.filter((entry) => entry.platform === platform).map(toVector)
    test('none is missing among the carried ones', () => {
      expect(carried.map(({ id }) => id)).toEqual(expect.arrayContaining(ours.map(({ id }) => id)))
    })
    test.each(ours)('$id: $method', (vector) => expect(definition.reproduce(vector)).toBe(vector.expected))
  })
}

function toVector({
  id,
  kind,
  method,
  algorithm,
  scheme,
  secret,
  params,
  expectedSign,
}: ReferenceEntry): SignatureVector {
  return { id, kind, method, algorithm: algorithm ?? scheme ?? '', secret, params, expected: expectedSign }
}
