// A schema's complaint in a person's words: which field, and what was expected there.

import { PATTERN_WORDS } from '@tidegate/contract'
import type { FastifySchemaValidationError } from 'fastify'
import { pointerStep } from './json/scan-json.ts'

export interface Fault {
  /** A JSON pointer into the part of the request that `detail` names. */
  field: string
  expected: string
  detail: string
}

const PARTS: Record<string, string> = {
  body: 'the body',
  querystring: 'the query',
  params: 'the path',
  headers: 'the headers',
}

type Params = Record<string, unknown>

const EXPECTATIONS: Record<string, (params: Params) => string> = {
  required: () => 'a value',
  type: ({ type }) => `a value of type ${text(type)}`,
  minimum: ({ limit }) => `at least ${text(limit)}`,
  maximum: ({ limit }) => `at most ${text(limit)}`,
  minLength: ({ limit }) => `at least ${text(limit)} characters`,
  maxLength: ({ limit }) => `at most ${text(limit)} characters`,
  uniqueItems: () => 'each of them once',
  enum: ({ allowedValues }) => `one of ${text(allowedValues)}`,
  pattern: ({ pattern }) => PATTERN_WORDS[text(pattern)] ?? `text of the form ${text(pattern)}`,
  format: ({ format }) => (format === 'date-time' ? 'a day and a time that exist' : `text of the form ${text(format)}`),
  minItems: ({ limit }) => `at least ${text(limit)} of them`,
  maxItems: ({ limit }) => `at most ${text(limit)} of them`,
  not: () => 'another value',
  additionalProperties: () => 'no such field',
}

export function describeFault(
  { keyword, instancePath, params, message }: FastifySchemaValidationError,
  part = 'body',
): Fault {
  const child = keyword === 'required' ? params['missingProperty'] : params['additionalProperty']
  return {
    field: child === undefined ? instancePath : `${instancePath}/${pointerStep(text(child))}`,
    expected: EXPECTATIONS[keyword]?.(params) ?? message ?? keyword,
    detail: `Something in ${PARTS[part] ?? part} is not as expected`,
  }
}

function text(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(', ') : String(value)
}
