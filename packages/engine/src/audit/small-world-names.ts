// Words the files of the small world share.

export type Row = Record<string, unknown>
/** The row id an id of the story becomes in this copy of the world. */
export type Id = (id: number) => number

/** 2026-03-01 00:00 in China; the world's versions and events count from here. */
export const START_MS = 1_772_294_400_000

export const [TEA, CUP, POT] = [1, 2, 3] as const
export const [HZ, SZ, RET] = [1, 2, 3] as const

export const at = (minutes: number): string => new Date(START_MS + minutes * 60_000).toISOString()

export const bytes = (text: string): string => `\\x${Buffer.from(text).toString('hex')}`
