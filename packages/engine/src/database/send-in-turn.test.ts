import { expect, test } from 'vitest'
import { sendInTurn } from './send-in-turn.ts'
import type { Writes } from './send-in-turn.ts'

test('a statement is encoded only when the one before has left', async () => {
  const happened: string[] = []
  function* writes(): Writes {
    yield Promise.resolve().then(() => happened.push('first sent'))
    happened.push('second encoded')
    yield Promise.resolve()
  }
  await sendInTurn(writes())
  expect(happened).toEqual(['first sent', 'second encoded'])
})

test('after a failure nothing more is encoded, and the first failure is told', async () => {
  const happened: string[] = []
  function* writes(): Writes {
    yield Promise.reject(new Error('first'))
    happened.push('encoded after the failure')
    yield Promise.reject(new Error('second'))
  }
  await expect(sendInTurn(writes())).rejects.toThrow('first')
  expect(happened).toEqual([])
})

test('it waits for every answer', async () => {
  let isAnswered = false
  function* writes(): Writes {
    yield new Promise((resolve) => setTimeout(resolve, 20)).then(() => (isAnswered = true))
    yield Promise.resolve()
  }
  await sendInTurn(writes())
  expect(isAnswered).toBe(true)
})
