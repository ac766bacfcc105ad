// What can go wrong that is nobody's fault: decided in one place by SQLSTATE. Weather is retried with
// the same commands: natural keys make a repeat harmless even where the commit's answer was lost.

import { setTimeout as sleep } from 'node:timers/promises'

/** serialization_failure, deadlock_detected, lock_not_available, query_canceled, too_many_connections, cannot_connect_now, admin_shutdown, crash_shutdown, read_only (a standby), disk_full, out_of_memory, idle_in_transaction_session_timeout. */
const WEATHER_STATES = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '53300',
  '57P03',
  '57P01',
  '57P02',
  '25006',
  '53100',
  '53200',
  '25P03',
])

/** Errors of the connection itself, as Node and the driver name them. */
const WEATHER_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
])

export function isWeather(error: unknown): boolean {
  const code = codeOf(error)
  return code !== null && (WEATHER_STATES.has(code) || WEATHER_CODES.has(code) || code.startsWith('08'))
}

export function codeOf(error: unknown): string | null {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : null
}

/** Name of the constraint a write ran into, or null. */
export function violatedConstraint(error: unknown): string | null {
  const name = (error as { constraint_name?: unknown } | null)?.constraint_name
  return codeOf(error) === '23505' && typeof name === 'string' ? name : null
}

const DELAY_MS_MIN = 20
const DELAY_MS_MAX = 1_000

/** Waits longer after each attempt, with jitter so that two processes do not meet again. */
export async function waitOut(attempt: number): Promise<void> {
  const delayMs = Math.min(DELAY_MS_MAX, DELAY_MS_MIN * 2 ** attempt)
  await sleep(delayMs * (0.5 + Math.random()))
}
