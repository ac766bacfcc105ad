import { expect, test } from 'vitest'
import { TOPIC_KINDS, parseTopic, topicName } from './topics.ts'
import type { Topic } from './topics.ts'
import { TOPIC_VALUES } from './values.ts'

const TOPICS: [Topic, string][] = [
  [{ kind: 'stock', sku: 'MZ-01' }, 'stock/MZ-01'],
  [{ kind: 'stock', sku: '猫粮 2kg/袋' }, 'stock/%E7%8C%AB%E7%B2%AE%202kg%2F%E8%A2%8B'],
  [{ kind: 'location', location: 'HD', sku: 'A/B' }, 'location/HD/A%2FB'],
  [{ kind: 'shop', channel: 'taobao', shop: 'main', sku: 'A' }, 'shop/taobao/main/A'],
  [{ kind: 'order', number: 'TB2611110000000000012345678' }, 'order/TB2611110000000000012345678'],
  [{ kind: 'overview' }, 'overview'],
]

test.each(TOPICS)('%o is written and read back', (topic, name) => {
  expect(topicName(topic)).toBe(name)
  expect(parseTopic(name)).toEqual(topic)
})

test.each(['', 'stock', 'stock/', 'stock/A/B', 'stock/%', 'overview/', 'location/HD', '__proto__', 'constructor/a'])(
  '"%s" is no topic',
  (name) => expect(parseTopic(name)).toBeNull(),
)

test('every kind of topic has a value', () => {
  expect(Object.keys(TOPIC_VALUES).toSorted()).toEqual([...TOPIC_KINDS].toSorted())
})
