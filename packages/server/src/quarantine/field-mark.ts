// Where a field stands in JSON text. An entrance names a field from wherever its decoder began to read
// (`orders.order[0].num`), so the name is a tail of the field's path in the text: the shortest path with it is meant.

import { findNodeAtLocation, getNodePath, parseTree } from 'jsonc-parser'
import type { JSONPath, Node } from 'jsonc-parser'
import { parseLossless } from '@tidegate/connectors'
import type { FieldMark } from '@tidegate/contract'

/** Null where the text is no JSON, or has no place the name could mean. */
export function markField(text: string, field: string): FieldMark | null {
  const root = treeOf(text)
  const name = segmentsOf(field)
  if (root === null || name.length === 0) return null
  const found = findTail(root, name)
  if (found !== null) return toMark(found, pathOf(found), false)
  const [parentName, last] = [name.slice(0, -1), name.at(-1)!]
  const parent = parentName.length === 0 ? null : findTail(root, parentName)
  return parent?.type === 'object' ? toMark(parent, [...pathOf(parent), last], true) : null
}

/** Only text that our own parser takes: hostile depth would exhaust another one's stack. */
export function treeOf(text: string): Node | null {
  return parseLossless(text).ok ? (parseTree(text) ?? null) : null
}

/** `orders.order[0].num` to its steps. */
function segmentsOf(field: string): JSONPath {
  return [...field.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([step, index]) => (index === undefined ? step : Number(index)))
}

/** Breadth first, so that the shortest path wins. */
function findTail(root: Node, name: JSONPath): Node | null {
  let level: Node[] = [root]
  while (level.length > 0) {
    const found = level.map((node) => findNodeAtLocation(node, name)).find((node) => node !== undefined)
    if (found !== undefined) return found
    level = level.flatMap(valuesOf)
  }
  return null
}

function valuesOf({ type, children = [] }: Node): Node[] {
  if (type === 'array') return children
  return type === 'object' ? children.flatMap(({ children: pair = [] }) => pair.slice(1)) : []
}

const pathOf = (node: Node): JSONPath => getNodePath(node)

function toMark({ offset, length }: Node, path: JSONPath, isMissing: boolean): FieldMark {
  return { pointer: pointerOf(path), start: offset, end: offset + length, isMissing }
}

function pointerOf(path: JSONPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
