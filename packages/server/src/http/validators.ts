// Schemas as checks. What comes as text (a query, a path, a header) becomes the number it means; a body is taken as it
// is, because a program that sends "5" for a quantity has a fault that is cheaper to hear of than to guess around.

import ajvCompiler from '@fastify/ajv-compiler'
import type { FastifySchemaValidationError } from 'fastify'
import type { TSchema } from 'typebox'
import type { App } from './app-type.ts'

interface Asked {
  schema: TSchema
  httpPart?: string
}

interface Check {
  (value: unknown): boolean
  errors?: FastifySchemaValidationError[] | null
}

const buildCompiler = ajvCompiler() as (schemas: object, options: object) => (asked: Asked) => Check

/** Unknown fields are never quietly removed, and the first fault ends the check: finding all is a way to keep us busy. */
const compilerFor = (coerceTypes: boolean) =>
  buildCompiler({}, { customOptions: { coerceTypes, removeAdditional: false, useDefaults: true, allErrors: false } })

const compileStrict = compilerFor(false)
const compileLenient = compilerFor(true)

export function checkWithSchemas(app: App): void {
  app.setValidatorCompiler((asked) => (asked.httpPart === 'body' ? compileStrict(asked) : compileLenient(asked)))
}

/** For a route that checks the items of its body one by one: only that they are a list of so many is checked before. */
export function uncheckedItems(asked: Asked): Check {
  return asked.httpPart === 'body'
    ? compileStrict({ ...asked, schema: withoutItems(asked.schema) })
    : compileLenient(asked)
}

function withoutItems(schema: TSchema): TSchema {
  const { properties } = schema as { properties: Record<string, object> }
  const lists = Object.entries(properties).map(([name, list]) => [name, { ...list, items: {} }])
  return { ...schema, properties: Object.fromEntries(lists) as object }
}

/** A body's check for use inside a route: null where the value fits, else the first fault. */
export function strictCheck(schema: TSchema): (value: unknown) => FastifySchemaValidationError | null {
  const check = compileStrict({ schema })
  return (value) => (check(value) ? null : (check.errors?.[0] ?? null))
}
