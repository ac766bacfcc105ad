// Whatever a channel's decoder blames is found in what the channel sent: else a person could only edit the whole text.

import { CHANNEL_DEFINITIONS } from '@tidegate/connectors'
import { expect, test } from 'vitest'
import { placesOf, replaced } from '../../../connectors/src/channels/testing/odd-places.ts'
import type { Place } from '../../../connectors/src/channels/testing/odd-places.ts'
import { never, openShop, SHOP } from '../../../connectors/src/channels/testing/open-shop.ts'
import { markField } from './field-mark.ts'

const ODD_VALUES = [{}, -1, '\u0000', null] as const
/** Where so few are refused the odd values were not odd. */
const REFUSED_MIN = 10

test.each(CHANNEL_DEFINITIONS.map(({ channel }) => channel))('a field %s got wrong is marked', async (channel) => {
  await using shop = await openShop(channel)
  const { raw } = await shop.adapter().readOrder(shop.record(1), never)
  const whole: unknown = JSON.parse(Buffer.from(raw).toString())
  const unmarked = new Set<string>()
  let refused = 0
  for (const place of placesOf(whole).filter((each) => isValue(whole, each))) {
    for (const odd of ODD_VALUES) {
      const text = JSON.stringify(replaced(whole, place, odd))
      const decoded = shop.definition.decodeOrder(Buffer.from(text), SHOP)
      if (decoded.ok) continue
      refused += 1
      const { field } = decoded.problem
      const mark = markField(text, field)
      const isBlamed = field.split(/[.[\]]+/).findLast((step) => step !== '') === String(place.at(-1))
      if (mark === null || (isBlamed && mark.pointer !== `/${place.join('/')}`))
        unmarked.add(`${place.join('.')}: ${field} ${JSON.stringify(mark?.pointer)}`)
    }
  }
  expect([...unmarked]).toEqual([])
  expect(refused).toBeGreaterThan(REFUSED_MIN)
})

/** An envelope that is none has no field to mark. */
function isValue(whole: unknown, place: Place): boolean {
  const found = place.reduce<unknown>((value, name) => (value as Record<string | number, unknown>)[name], whole)
  return typeof found !== 'object'
}
