// Log lines are JSON. Receiver data and secrets never reach one: callers log keys and counts, and an
// error is cut down to what it says of itself, because drivers hang whole rows on theirs.

import { pino } from 'pino'
import type { Logger, StreamEntry } from 'pino'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const SECRET_FIELDS = ['url', 'password', 'appSecret', 'session', 'token', 'controlToken', 'receiver']

const CAUSES_MAX = 5 // A chain of causes is short; one that points at itself must end.

export function createLog(level: LogLevel, streams?: StreamEntry[]): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: [...SECRET_FIELDS, ...SECRET_FIELDS.map((field) => `*.${field}`)],
    serializers: { err: (error: unknown) => describeError(error) },
  }
  return streams === undefined
    ? pino(options, pino.destination({ sync: true }))
    : pino(options, pino.multistream(streams))
}

interface ErrorDescription {
  name: string
  message: string
  code?: string
  stack?: string
  cause?: ErrorDescription
}

/** What an error says of itself, and nothing that was hung on it. */
export function describeError(error: unknown, depth = 1): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) }
  const { code } = error as { code?: unknown }
  return {
    name: error.name,
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth === CAUSES_MAX ? {} : { cause: describeError(error.cause, depth + 1) }),
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
