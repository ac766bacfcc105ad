// What a query costs, as documented: an object is a point, a scalar nothing, a connection so many times its node as it
// asks for, a mutation ten. Asked for beforehand, and counted again on what came back.

import { getNamedType, isCompositeType, isObjectType, Kind, valueFromASTUntyped } from 'graphql'
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLNamedType,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql'
import { SCHEMA } from './schema.ts'

export const MUTATION_COST = 10
const WRAPPERS = new Set(['nodes', 'edges', 'node'])

interface CostContext {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Record<string, unknown>
}

export function requestedCost(operation: OperationDefinitionNode, context: CostContext): number {
  const root = SCHEMA.getRootType(operation.operation)!
  return costOf(operation.selectionSet, root, context)
}

function costOf(selections: SelectionSetNode, type: GraphQLNamedType, context: CostContext): number {
  let total = 0
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) total += fieldCost(selection, type, context)
    else if (selection.kind === Kind.INLINE_FRAGMENT) {
      const target = selection.typeCondition === undefined ? type : SCHEMA.getType(selection.typeCondition.name.value)!
      total += costOf(selection.selectionSet, target, context)
    } else {
      const fragment = context.fragments.get(selection.name.value)!
      total += costOf(fragment.selectionSet, SCHEMA.getType(fragment.typeCondition.name.value)!, context)
    }
  }
  return total
}

function fieldCost(field: FieldNode, parent: GraphQLNamedType, context: CostContext): number {
  const name = field.name.value
  const definition = isObjectType(parent) ? parent.getFields()[name] : undefined
  if (definition === undefined || field.selectionSet === undefined) return 0
  const type = getNamedType(definition.type)
  if (!isCompositeType(type) || type.name === 'PageInfo') return 0
  const inner = costOf(field.selectionSet, type, context)
  if (parent === SCHEMA.getMutationType()) return MUTATION_COST + inner
  if (type.name.endsWith('Connection') || type.name.endsWith('Edge')) return inner * countOf(field, context)
  return (1 + inner) * countOf(field, context)
}

/** The `first` of a list, or how many ids are asked for. */
function countOf(field: FieldNode, { variables }: CostContext): number {
  for (const { name, value } of field.arguments ?? []) {
    const given: unknown = valueFromASTUntyped(value, variables)
    if (name.value === 'first' && typeof given === 'number') return Math.max(1, given)
    if (name.value === 'ids' && Array.isArray(given)) return Math.max(1, given.length)
  }
  return 1
}

/** Points of what came back: every object that is one of the shop's, not of the paging. */
export function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((total, each) => total + actualCost(each), 0)
  if (typeof data !== 'object' || data === null) return 0
  const entries = Object.entries(data)
  const isWrapper = entries.some(([name]) => WRAPPERS.has(name)) || entries.some(([name]) => name === 'hasNextPage')
  return entries.reduce((total, [, value]) => total + actualCost(value), isWrapper ? 0 : 1)
}
