// Command line of the simulator process.

import { parseArgs } from 'node:util'
import { fromChinaText } from './marketplace/china-time.ts'

export interface SimulatorProcessOptions {
  /** `all` for one shop of each. */
  channel: string
  port: number
  seed: string
  epochMs: number
  speed: number
  reportPath: string | undefined
  reportFromMs: number | null
  badOneIn: number
}

export function readOptions(args: readonly string[], nowMs: number): SimulatorProcessOptions {
  const text = { type: 'string' } as const
  const places = { channel: text, port: text }
  const story = { seed: text, epoch: text, speed: text, report: text, from: text, 'bad-one-in': text }
  const { values } = parseArgs({ args: [...args], options: { ...places, ...story }, strict: true })
  const reportFromMs = values.from === undefined ? null : fromChinaText(values.from)
  if (values.from !== undefined && reportFromMs === null)
    throw new Error('--from must be "yyyy-MM-dd HH:mm:ss" of the report')
  return {
    channel: values.channel ?? 'taobao',
    port: number('port', values.port ?? '0', { min: 0, max: 65_535 }),
    seed: values.seed ?? 'tidegate',
    epochMs: values.epoch === undefined ? nowMs : epoch(values.epoch),
    speed: number('speed', values.speed ?? '1', { min: 0.001, max: 100_000 }),
    reportPath: values.report,
    reportFromMs,
    badOneIn: number('bad-one-in', values['bad-one-in'] ?? '0', { min: 0, max: 1_000_000 }),
  }
}

function number(name: string, text: string, range: { min: number; max: number }): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= range.min && value <= range.max) return value
  throw new Error(`--${name} must be from ${range.min} to ${range.max}`)
}

function epoch(text: string): number {
  const atMs = Date.parse(text)
  // Without a zone the moment would depend on this machine's settings.
  if (Number.isNaN(atMs) || !/(Z|[+-]\d{2}:?\d{2})$/.test(text))
    throw new Error('--epoch must be an ISO time with its zone')
  return atMs
}
