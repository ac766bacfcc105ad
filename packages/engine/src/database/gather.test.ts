import { expect, test } from 'vitest'
import { gather } from './gather.ts'

/** Answers each ask with its double, and tells what went together; a statement ends when the test says so. */
function recorder() {
  const groups: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const askAll = async (asks: readonly number[]): Promise<number[]> => {
    groups.push(asks)
    await new Promise<void>((resolve) => ends.push(resolve))
    return asks.map((ask) => ask * 2)
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const end = (): Promise<void> => {
    ends.shift()?.()
    return turn()
  }
  return { groups, askAll, turn, end }
}

test('what one turn asks goes together, what comes meanwhile goes with the next, and each hears its own', async () => {
  const { groups, askAll, turn, end } = recorder()
  const ask = gather({ askAll })
  const first = [ask(1), ask(2)]
  await turn()
  const second = [ask(3), ask(4)]
  await turn()
  expect(groups).toEqual([[1, 2]])
  await end()
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ])
  await end()
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8])
})

test('of two equal ones the second waits for the next statement', async () => {
  const { groups, askAll, turn, end } = recorder()
  const ask = gather({ askAll, keyOf: String })
  const asked = [ask(1), ask(1), ask(2)]
  await turn()
  await end()
  await end()
  expect(groups).toEqual([[1, 2], [1]])
  expect(await Promise.all(asked)).toEqual([2, 2, 4])
})

test('a statement that fails fails those it was for, and no later one', async () => {
  let isBroken = true
  const ask = gather({
    askAll: (asks: readonly number[]) => (isBroken ? Promise.reject(new Error('broken')) : Promise.resolve(asks)),
  })
  await expect(Promise.all([ask(1), ask(2)])).rejects.toThrow('broken')
  isBroken = false
  expect(await ask(3)).toBe(3)
})
