// What of the log a person at the terminal must see at once: errors, one plain line each. The rest is
// in the log file.

import type { StreamEntry } from 'pino'

interface LogLine {
  msg?: string
  err?: { message?: string }
}

export function errorsToTerminal(print: (text: string) => void): StreamEntry {
  const write = (text: string): void => {
    const { msg = '', err } = JSON.parse(text) as LogLine
    print(`error: ${[msg, err?.message].filter((part) => part !== undefined && part !== '').join(': ')}\n`)
  }
  return { level: 'error', stream: { write } }
}
