// Answers as TOP writes them: XML unless JSON is asked for, the envelope's one member its root. Ids keep their digits.

import type { Form } from './method.ts'
import type { TopResult } from './top-error.ts'

export type AnswerFormat = 'json' | 'xml'

/** Null where it is neither. XML is the default of the platform. */
export function formatOf(form: Form): AnswerFormat | null {
  const format = form.get('format') ?? ''
  if (format === '' || format === 'xml') return 'xml'
  return format === 'json' ? 'json' : null
}

export function toText(result: TopResult, form: Form, requestId: string): { type: string; text: string } {
  const [[envelope, content] = ['', {}]] = Object.entries(
    result.ok ? result.body : { error_response: result.refusal as unknown },
  )
  const body = { ...(content as object), request_id: requestId }
  if (formatOf(form) === 'xml') return { type: 'text/xml;charset=UTF-8', text: toXml(envelope, body) }
  const isSimple = result.ok && form.get('simplify') === 'true'
  const text = JSON.stringify(isSimple ? simplified(body) : { [envelope]: body })
  return { type: 'application/json;charset=utf-8', text }
}

/** `simplify=true` drops the envelope and every list's wrapper: {"trades":{"trade":[…]}} is {"trades":[…]}. */
function simplified(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simplified)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) === null) return value
  const members = Object.entries(value)
  const [only] = members
  if (members.length === 1 && only !== undefined && Array.isArray(only[1])) return simplified(only[1])
  return Object.fromEntries(members.map(([name, member]) => [name, simplified(member)]))
}

function toXml(envelope: string, body: unknown): string {
  return `<?xml version="1.0" encoding="utf-8" ?>${element(envelope, JSON.parse(JSON.stringify(body), keepDigits))}`
}

/** Numbers as the text they are sent as: what is left then are texts and truths. */
function keepDigits(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value
}

/** A list is its element again and again, within a wrapper that says so. */
function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => element(name, each)).join('')
  if (typeof value !== 'object' || value === null)
    return `<${name}>${escaped(`${value as boolean | string}`)}</${name}>`
  const members = Object.entries(value)
  const isList = members.length === 1 && Array.isArray(members[0]?.[1])
  return `<${name}${isList ? ' list="true"' : ''}>${members.map(([each, member]) => element(each, member)).join('')}</${name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
}
