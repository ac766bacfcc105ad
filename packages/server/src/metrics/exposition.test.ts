import { DURATION_EDGES_SECONDS, Tally } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { expose } from './exposition.ts'

test('a metric is told with its help, its kind and its labels, and nothing in a label ends it', () => {
  const text = expose([
    { metric: 'tidegate_queue_commands', labels: { merchant: 'demo' }, value: 3 },
    { metric: 'tidegate_shop_lag_seconds', labels: { shop: 'a"b\\c\nd' }, value: 1.5 },
  ])
  expect(text.split('\n')).toEqual([
    '# HELP tidegate_queue_commands Commands that wait for a batch.',
    '# TYPE tidegate_queue_commands gauge',
    'tidegate_queue_commands{merchant="demo"} 3',
    '# HELP tidegate_shop_lag_seconds How far the proven part of a shop’s feeds is behind now.',
    '# TYPE tidegate_shop_lag_seconds gauge',
    String.raw`tidegate_shop_lag_seconds{shop="a\"b\\c\nd"} 1.5`,
    '',
  ])
})

test('buckets count what took at most their edge, and the last one everything', () => {
  const tally = new Tally()
  for (const durationMs of [4, 20, 60_000]) tally.batch(durationMs, [])
  const text = expose([{ metric: 'tidegate_batch_duration_seconds', value: tally.batchDurations }])
  const of = (edge: string) => Number(text.match(new RegExp(`_bucket\\{le="${edge}"\\} (\\d+)`))?.[1])
  expect([of('0\\.005'), of('0\\.01'), of('0\\.025'), of('10'), of('\\+Inf')]).toEqual([1, 1, 2, 2, 3])
  expect(text).toContain('tidegate_batch_duration_seconds_sum 60.024')
  expect(text.match(/_bucket/g)).toHaveLength(DURATION_EDGES_SECONDS.length + 1)
})
