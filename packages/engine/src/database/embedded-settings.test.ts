import { expect, test } from 'vitest'
import { sharedBuffersMb } from './embedded-settings.ts'

const GIB = 2 ** 30

test('buffers are a sixteenth of the memory, within what a small machine spares and a large one needs', () => {
  expect([1, 4, 8, 24, 512].map((gib) => sharedBuffersMb(gib * GIB))).toEqual([128, 256, 512, 1_024, 1_024])
})
