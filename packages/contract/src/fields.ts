// What a field of a request may hold. Bodies are checked as they are, nothing is converted: "5" is no quantity, and
// an id is text, because a 19-digit number does not survive a float.

import { Type } from 'typebox'

/** Ten billion yuan. Two thousand lines of it still sum below 2^53. */
const MONEY_FEN_MAX = 1_000_000_000_000
/** Beyond this a quantity is a typing error. */
export const QUANTITY_MAX = 1_000_000

const ID_CHARACTERS_MAX = 100
const CODE_CHARACTERS_MAX = 100
export const TEXT_CHARACTERS_MAX = 200

/** No control characters, no half of a character, no space around it: two ids that look the same are the same. */
const ID_PATTERN = String.raw`^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$`
/** No NUL and no half of a character: the database could not give it back as it came. */
const TEXT_PATTERN = String.raw`^[^\u0000\p{Cs}]*$`
const TIME_PATTERN = String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$`
const SHOP_PATTERN = '^[a-z0-9][a-z0-9_-]{0,40}$'

/** In words, for who sent something else. */
export const PATTERN_WORDS: Readonly<Record<string, string>> = {
  [ID_PATTERN]: 'text without control characters and without spaces around it',
  [TEXT_PATTERN]: 'text without NUL and without halves of characters',
  [TIME_PATTERN]: 'a time with its zone, like 2026-11-11T10:00:00+08:00',
  [SHOP_PATTERN]: 'small letters, digits, _ and -, at most 41',
}

export const Id = Type.String({ minLength: 1, maxLength: ID_CHARACTERS_MAX, pattern: ID_PATTERN })
/** A code of the seller's own: of a SKU, of a location. */
export const Code = Type.String({ minLength: 1, maxLength: CODE_CHARACTERS_MAX, pattern: ID_PATTERN })
export const ShopCode = Type.String({ pattern: SHOP_PATTERN })
export const Text = (maxLength: number) => Type.String({ maxLength, pattern: TEXT_PATTERN })
/** A time with its zone; without one nobody knows when it was. */
export const ZonedTime = Type.String({ format: 'date-time', pattern: TIME_PATTERN, maxLength: 40 })
/** Integer minor units. */
export const Fen = Type.Integer({ minimum: 0, maximum: MONEY_FEN_MAX })
export const PositiveFen = Type.Integer({ minimum: 1, maximum: MONEY_FEN_MAX })
export const Quantity = Type.Integer({ minimum: 1, maximum: QUANTITY_MAX })
