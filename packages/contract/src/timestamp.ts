import { Type } from 'typebox'

/** ISO 8601 with milliseconds and Z. */
export const Timestamp = Type.String({ format: 'date-time' })
