import { Type } from 'typebox'

/** Longer than any number we give; what is longer is no order's. */
const NUMBER_CHARACTERS_MAX = 40

export const NumberInPath = Type.Object({ number: Type.String({ minLength: 1, maxLength: NUMBER_CHARACTERS_MAX }) })
