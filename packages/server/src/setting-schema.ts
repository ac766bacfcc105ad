// How the text of a setting becomes a value, and what to tell a person when it cannot.

import { resolve } from 'node:path'
import type { ShopKey } from '@tidegate/domain'
import { SOURCE_WORDS, toShop } from './import/import-source.ts'

export interface Schema<T> {
  /** Completes the sentence "… is not …". */
  expected: string
  /** Undefined where the text does not fit. */
  parse(text: string): T | undefined
}

export function wholeNumber(min: number, max: number): Schema<number> {
  return {
    expected: `a whole number from ${min} to ${max}`,
    parse: (text) => {
      const value = Number(text)
      return /^\d{1,15}$/.test(text) && value >= min && value <= max ? value : undefined
    },
  }
}

export function numberBetween(min: number, max: number): Schema<number> {
  return {
    expected: `a number from ${min} to ${max}`,
    parse: (text) => {
      const value = Number(text)
      return /^\d{1,9}(\.\d{1,6})?$/.test(text) && value >= min && value <= max ? value : undefined
    },
  }
}

export function oneOf<T extends string>(choices: readonly T[]): Schema<T> {
  return { expected: `one of ${choices.join(', ')}`, parse: (text) => choices.find((choice) => choice === text) }
}

/** A comma-separated list without repeats; `all` is every choice. */
export function someOf<T extends string>(choices: readonly T[]): Schema<readonly T[]> {
  return {
    expected: `"all" or a comma-separated list of ${choices.join(', ')}`,
    parse: (text) => {
      if (text === 'all') return choices
      const wanted = text.split(',').map((part) => part.trim())
      const known = choices.filter((choice) => wanted.includes(choice))
      return known.length === new Set(wanted).size ? known : undefined
    },
  }
}

/** Relative paths count from where the program was started. */
export const path: Schema<string> = {
  expected: 'a path',
  parse: (text) => (text === '' || text.includes('\0') ? undefined : resolve(text)),
}

export const word: Schema<string> = {
  expected: 'a name without spaces',
  parse: (text) => (/^[^\s/]{1,255}$/.test(text) ? text : undefined),
}

/** Anything a person can see. */
export const text: Schema<string> = {
  expected: 'a text of at most 255 characters',
  parse: (given) => (/^[^\p{Cc}]{1,255}$/u.test(given) ? given : undefined),
}

export const sourceName: Schema<ShopKey> = {
  expected: SOURCE_WORDS,
  parse: (given) => toShop(given) ?? undefined,
}

export function address(protocols: readonly string[]): Schema<string> {
  return {
    expected: `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    parse: (text) => (protocols.includes(URL.parse(text)?.protocol ?? '') ? text : undefined),
  }
}

export const onOrOff: Schema<boolean> = {
  expected: '"true" or "false"',
  parse: (text) => ({ true: true, false: false })[text],
}
