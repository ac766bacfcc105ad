import { expect, test } from 'vitest'
import { ChannelError } from './channel.ts'
import type { ChannelErrorKind } from './channel.ts'
import { publishOneByOne, resultOfFailure } from './stock.ts'
import type { StockChange } from './stock.ts'

const error = (kind: ChannelErrorKind): ChannelError => new ChannelError(kind, kind, { message: kind })
const change = (key: string): StockChange => ({
  listing: { platformItemId: key, platformSkuId: null },
  units: 1,
  key,
  shownBefore: null,
})
const publish = (kinds: (ChannelErrorKind | null)[]): Promise<string[]> =>
  publishOneByOne(
    kinds.map((_, index) => change(String(index))),
    async ({ key }) => {
      const kind = kinds[Number(key)]
      if (kind) throw error(kind)
      return { outcome: 'applied', shown: 1 }
    },
  ).then((results) => results.map(({ outcome }) => outcome))

test('one failure is one result', async () => {
  expect(await publish([null, 'refused', null, 'not_found', null])).toEqual([
    'applied',
    'refused',
    'applied',
    'refused',
    'applied',
  ])
})

test('a cut answer is unknown, and the others are sent', async () => {
  expect(await publish(['retry', null])).toEqual(['unknown', 'applied'])
})

test('a limit or a lost token ends the round: nothing after it is sent', async () => {
  expect(await publish([null, 'throttled', null])).toEqual(['applied', 'not_sent', 'not_sent'])
  expect(await publish([null, 'reauthorise', null])).toEqual(['applied', 'not_sent', 'not_sent'])
})

test('where nothing was sent at all, it throws', async () => {
  await expect(publish(['throttled', null])).rejects.toMatchObject({ kind: 'throttled' })
})

test('a failed batch is unknown, not sent or refused for each of its changes', () => {
  expect(['retry', 'throttled', 'bug'].map((kind) => resultOfFailure(error(kind as ChannelErrorKind)).outcome)).toEqual(
    ['unknown', 'not_sent', 'refused'],
  )
})
