// The client's types, made from the API's document: one entry an operation, with what goes in and what comes out. They
// import nothing, so a program outside this repository may take the two files of packages/contract/src/client as they are.

const LINE_CHARACTERS_MAX = 110

interface JsonSchema {
  type?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly JsonSchema[]
  items?: JsonSchema
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  patternProperties?: Readonly<Record<string, JsonSchema>>
  additionalProperties?: boolean | JsonSchema
  description?: string
}

interface Parameter {
  in: string
  name: string
  required?: boolean
  schema: JsonSchema
}

interface Content {
  content?: Readonly<Record<string, { schema: JsonSchema }>>
}

interface Operation {
  summary?: string
  parameters?: readonly Parameter[]
  requestBody?: Content
  responses: Readonly<Record<string, Content>>
  security?: readonly Readonly<Record<string, readonly string[]>>[]
}

export interface ApiDocument {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

export function clientOperations(document: ApiDocument): string {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => goodAnswers(operation).length > 0)
      .map(([method, operation]) => entryOf(`${method.toUpperCase()} ${path}`, operation)),
  )
  return [
    '// Made from the API document by packages/server/src/http/reference.ts, whose test holds it current. Not to be edited.',
    '',
    'export interface Operations {',
    entries.join('\n'),
    '}',
    '',
  ].join('\n')
}

function entryOf(name: string, operation: Operation): string {
  const parts = [
    ...(['path', 'query', 'header'] as const).flatMap((place) => parametersOf(place, operation.parameters ?? [])),
    ...bodyOf(operation),
    ['answer', answerOf(operation)] as const,
  ].map(([part, type]) => `    ${part}: ${type}`)
  return [`  /** ${sentenceOf(operation)} */`, `  '${name}': {`, ...parts, '  }'].join('\n')
}

function sentenceOf({ summary = '', security = [] }: Operation): string {
  const scopes = security.flatMap((each) => each['key'] ?? [])
  return scopes.length === 0 ? `${summary}.` : `${summary}. A key needs ${scopes.join(', ')}.`
}

type Part = readonly [name: string, type: string]

const PART_NAMES = { path: 'path', query: 'query', header: 'headers' } as const

function parametersOf(place: keyof typeof PART_NAMES, parameters: readonly Parameter[]): Part[] {
  const own = parameters.filter((parameter) => parameter.in === place)
  if (own.length === 0) return []
  const required = own.filter((parameter) => parameter.required === true).map(({ name }) => name)
  const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema]))
  const mark = required.length === 0 ? '?' : ''
  return [[`${PART_NAMES[place]}${mark}`, typeOf({ type: 'object', properties, required }, 2)]]
}

function bodyOf({ requestBody }: Operation): Part[] {
  const schema = requestBody?.content?.['application/json']?.schema
  return schema === undefined ? [] : [['body', typeOf(schema, 2)]]
}

/** None where the connection becomes something else, as a WebSocket does: that is no work for this client. */
function goodAnswers({ responses }: Operation): Content[] {
  return Object.entries(responses).flatMap(([status, content]) => (status.startsWith('2') ? [content] : []))
}

/** Whatever a good answer may hold; `undefined` where it holds nothing. */
function answerOf(operation: Operation): string {
  const types = goodAnswers(operation).map(({ content }) => {
    const schema = content?.['application/json']?.schema
    return schema === undefined ? 'undefined' : typeOf(schema, 2)
  })
  return [...new Set(types)].join(' | ')
}

/** `depth` is how far the line it stands on is indented. */
function typeOf(schema: JsonSchema, depth: number): string {
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map((each) => typeOf(each, depth)).join(' | ')
  switch (schema.type) {
    case 'object':
      return objectType(schema, depth)
    case 'array':
      return arrayType(schema.items ?? {}, depth)
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case undefined:
    default:
      return 'unknown'
  }
}

function arrayType(items: JsonSchema, depth: number): string {
  const isUnion = items.anyOf !== undefined || (items.enum?.length ?? 0) > 1
  return isUnion ? `(${typeOf(items, depth)})[]` : `${typeOf(items, depth)}[]`
}

function objectType({ properties = {}, required = [], ...schema }: JsonSchema, depth: number): string {
  const names = Object.keys(properties)
  if (names.length === 0) return `Record<string, ${typeOf(valueSchema(schema), depth)}>`
  const members = names.map((name) => {
    const member = properties[name] ?? {}
    return { member, text: `${keyOf(name)}${required.includes(name) ? '' : '?'}: ${typeOf(member, depth + 1)}` }
  })
  const line = `{ ${members.map(({ text }) => text).join('; ')} }`
  const isShort = !line.includes('\n') && line.length + depth * 2 <= LINE_CHARACTERS_MAX
  if (isShort && members.every(({ member }) => member.description === undefined)) return line
  const indent = '  '.repeat(depth + 1)
  const lines = members.flatMap(({ member, text }) => [
    ...(member.description === undefined ? [] : [`${indent}/** ${member.description} */`]),
    `${indent}${text}`,
  ])
  return ['{', ...lines, `${'  '.repeat(depth)}}`].join('\n')
}

function valueSchema({ patternProperties, additionalProperties }: JsonSchema): JsonSchema {
  const [pattern] = Object.values(patternProperties ?? {})
  return pattern ?? (typeof additionalProperties === 'object' ? additionalProperties : {})
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll(/['\\]/g, '\\$&')}'` : JSON.stringify(value)
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
}
