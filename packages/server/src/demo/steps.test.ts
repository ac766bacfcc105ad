import { expect, test } from 'vitest'
import { createSteps } from './steps.ts'

test('steps are numbered and timed, with what there is to note', async () => {
  let text = ''
  let nowMs = 0
  const steps = createSteps({ total: 2, print: (part) => (text += part), nowMs: () => nowMs })
  const answer = await steps.run('open the shop', async (note) => {
    nowMs += 1_234
    note('two doors')
    return 42
  })
  expect(answer).toBe(42)
  const failing = steps.run('close it', () => Promise.reject(new Error('stuck')))
  await expect(failing).rejects.toThrow('stuck')
  expect(text).toBe('[1/2] open the shop\n      done in 1.2 s; two doors\n[2/2] close it\n      failed after 0.0 s\n')
})
