import { expect, test } from 'vitest'
import { summarize, undoOf } from './order-action.ts'

const reason = 'because'

test('what changed is told apart from what did not', () => {
  const summary = summarize({ action: 'cancel_order', reason }, [
    { number: 'TB1', outcome: 'cancelled' },
    { number: 'TB2', outcome: 'already_shipped' },
  ])
  expect(summary).toEqual({ done: ['TB1'], rest: [{ number: 'TB2', outcome: 'already_shipped' }] })
})

test('a hold is undone by its release and a release by the hold; cancelling and waiving are not undone', () => {
  expect(undoOf({ action: 'place_hold', hold: 'risk', reason }, 'undo')).toEqual({
    action: 'release_hold',
    hold: 'risk',
    reason: 'undo',
  })
  expect(undoOf({ action: 'release_hold', hold: 'manual', reason }, 'undo')).toMatchObject({ action: 'place_hold' })
  expect(undoOf({ action: 'release_hold', hold: 'refund', reason }, 'undo')).toBeNull()
  expect(undoOf({ action: 'cancel_order', reason }, 'undo')).toBeNull()
})
