import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zhCN } from './zh-cn.ts'

/** Every key with its interpolated names: a sentence must say the same things in both languages. */
function shapeOf(messages: object, prefix = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [
          `${prefix}${key}(${[...value.matchAll(/\{\{(\w+)\}\}/g)]
            .map((match) => match[1])
            .toSorted((left = '', right = '') => left.localeCompare(right))
            .join(',')})`,
        ]
      : shapeOf(value as object, `${prefix}${key}.`),
  )
}

test('both languages have the same keys and the same placeholders', () => {
  expect(new Set(shapeOf(en))).toEqual(new Set(shapeOf(zhCN)))
})

test('no message is empty', () => {
  for (const messages of [zhCN, en]) expect(shapeOf(messages).length).toBeGreaterThan(200)
  expect(JSON.stringify([zhCN, en])).not.toContain('""')
})
