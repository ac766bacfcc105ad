// One GraphQL request: parsed, validated, priced, executed. Every refusal comes with HTTP 200 and `errors`.

import { execute, Kind, parse, validate } from 'graphql'
import type { DocumentNode, FragmentDefinitionNode, GraphQLError, OperationDefinitionNode } from 'graphql'
import type { Marketplace } from '../marketplace/marketplace.ts'
import type { CostBucket } from './cost-bucket.ts'
import { actualCost, MUTATION_COST, requestedCost } from './query-cost.ts'
import { SCHEMA } from './schema.ts'

export interface QueryDesk {
  market: Marketplace
  root: Record<string, unknown>
  bucket: CostBucket
}

interface QueryRequest {
  query: string
  variables: Record<string, unknown>
  operationName: string | null
}

const QUERY_COST_MAX = 1_000

export async function answerQuery(text: string, desk: QueryDesk): Promise<unknown> {
  const request = readRequest(text)
  if (request === null) return refuse('query is missing', 'BAD_REQUEST')
  let document: DocumentNode
  try {
    document = parse(request.query)
  } catch (error) {
    return refuse((error as Error).message, 'PARSE_ERROR')
  }
  const problems = validate(SCHEMA, document)
  if (problems.length > 0) return { errors: problems.map((error) => error.toJSON()) }
  const operation = operationOf(document, request.operationName)
  if (operation === null) return refuse('An operation name is required', 'BAD_REQUEST')
  if (operation.operation === 'subscription') return refuse('Schema is not configured for subscriptions', 'BAD_REQUEST')
  const requested = requestedCost(operation, { fragments: fragmentsOf(document), variables: request.variables })
  if (requested > QUERY_COST_MAX) {
    return refuse(`Query cost is ${requested}, which exceeds the single query max cost limit`, 'MAX_COST_EXCEEDED')
  }
  return run(desk, { ...request, document, operation, requested })
}

interface Priced extends QueryRequest {
  document: DocumentNode
  operation: OperationDefinitionNode
  requested: number
}

async function run({ market, root, bucket }: QueryDesk, priced: Priced): Promise<unknown> {
  const { document, operation, requested, variables, operationName } = priced
  const status = bucket.status(market.now())
  const isBanned = market.limited('shop') > 0
  if (isBanned || requested > status.currentlyAvailable) {
    const throttleStatus = isBanned ? { ...status, currentlyAvailable: 0 } : status
    const cost = { requestedQueryCost: requested, actualQueryCost: null, throttleStatus }
    return { errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: { cost } }
  }
  const result = await execute({
    schema: SCHEMA,
    document,
    rootValue: root,
    variableValues: variables,
    operationName,
  })
  const fixed = operation.operation === 'mutation' ? MUTATION_COST : 0
  // The root itself is no object of the shop's.
  const actual = Math.min(requested, Math.max(0, actualCost(result.data) - 1) + fixed)
  bucket.charge(actual)
  const cost = {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: bucket.status(market.now()),
  }
  return { ...plain(result), extensions: { cost } }
}

function plain({ data, errors }: { data?: unknown; errors?: readonly GraphQLError[] }): Record<string, unknown> {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map((error) => error.toJSON()) }),
  }
}

function refuse(message: string, code: string): unknown {
  return { errors: [{ message, extensions: { code } }] }
}

function readRequest(text: string): QueryRequest | null {
  try {
    const { query, variables, operationName } = JSON.parse(text) as Partial<QueryRequest>
    if (typeof query !== 'string') return null
    return { query, variables: variables ?? {}, operationName: operationName ?? null }
  } catch {
    return null
  }
}

function operationOf({ definitions }: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION)
  if (name === null) return operations.length === 1 ? operations[0]! : null
  return operations.find((each) => each.name?.value === name) ?? null
}

function fragmentsOf({ definitions }: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION)
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]))
}
