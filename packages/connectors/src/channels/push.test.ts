import { expect, test } from 'vitest'
import { jsonReply, refusePush } from './push.ts'

test('every refusal is answered alike, so a forger learns nothing', () => {
  const replies = (['signature', 'too_old', 'wrong_shop', 'unreadable'] as const).map(
    (refusal) => refusePush(refusal).reply,
  )
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1)
})

test('a reply in JSON', () => {
  expect(jsonReply({ code: 0 })).toEqual({ status: 200, contentType: 'application/json', body: '{"code":0}' })
})
