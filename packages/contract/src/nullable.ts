import { Type } from 'typebox'

/** The value, or null where there is none: absent fields are for requests. */
export const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
