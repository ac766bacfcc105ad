import { expect, test } from 'vitest'
import { TOP_IDS } from '../taobao/ids.ts'
import { NO_FAULTS } from './faults.ts'
import { PushOutbox } from './push-outbox.ts'
import { sampleTrade } from './sample-trade.ts'
import { WebhookBook } from './webhook-book.ts'
import type { WebhookRules } from './webhook-book.ts'

const WISH = { topic: 'order', url: 'https://oms.example/', secret: null }
const trade = sampleTrade({ ids: TOP_IDS, number: 1, atMs: 1_000 })

function open(rules: WebhookRules) {
  const outbox = new PushOutbox({ ...NO_FAULTS })
  return { outbox, book: new WebhookBook(outbox, rules) }
}

test('one whose messages are not taken is given up; a message that is taken starts the count anew', () => {
  const { book } = open({ failuresMax: 3, endsAs: 'disabled' })
  const webhook = book.add(WISH)
  for (const isTaken of [false, false, true, false, false]) book.answered(webhook, isTaken)
  expect(book.of('order')).toEqual([webhook])
  book.answered(webhook, false)
  expect([book.of('order'), webhook.status]).toEqual([[], 'disabled'])
})

test('where nobody is subscribed any more nothing is kept to be told later', () => {
  const { book, outbox } = open({ failuresMax: 1, endsAs: 'removed' })
  const [first, second] = [book.add(WISH), book.add({ ...WISH, topic: 'refund' })]
  book.answered(first, false)
  outbox.add(trade, null)
  expect(outbox.waitingCount, 'the other still stands').toBe(1)
  book.answered(second, false)
  expect([book.all(), outbox.waitingCount]).toEqual([[], 0])
  outbox.add(trade, null)
  expect(outbox.waitingCount).toBe(0)
  book.add(WISH)
  outbox.add(trade, null)
  expect(outbox.waitingCount).toBe(1)
})
