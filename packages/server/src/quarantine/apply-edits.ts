// Changes single values in JSON text and leaves every other character as it is: written anew by a serializer, a
// 19-digit id would lose its last digits.

import type { FieldEdit } from '@tidegate/contract'
import { findNodeAtLocation } from 'jsonc-parser'
import type { JSONPath, Node } from 'jsonc-parser'
import { treeOf } from './field-mark.ts'

export type EditedText = { ok: true; text: string } | { ok: false; index: number; field: string; expected: string }

export function applyEdits(text: string, edits: readonly FieldEdit[]): EditedText {
  let edited = text
  for (const [index, edit] of edits.entries()) {
    if (treeOf(edit.json) === null) return { ok: false, index, field: 'json', expected: 'one JSON value' }
    const root = treeOf(edited)
    const next = root === null ? null : withEdit(edited, root, edit)
    if (next === null) {
      const expected = root === null ? 'content in JSON' : 'a field of the content, or a new one of an object in it'
      return { ok: false, index, field: 'pointer', expected }
    }
    edited = next
  }
  return { ok: true, text: edited }
}

function withEdit(text: string, root: Node, { pointer, json }: FieldEdit): string | null {
  const steps = pointer.split('/').slice(1).map(unescaped)
  const path: JSONPath = []
  let node: Node = root
  for (const [index, step] of steps.entries()) {
    path.push(node.type === 'array' ? Number(step) : step)
    const child = findNodeAtLocation(root, path)
    if (child === undefined)
      return node.type === 'object' && index === steps.length - 1 ? withMember(text, node, { name: step, json }) : null
    node = child
  }
  return splice(text, { start: node.offset, end: node.offset + node.length }, json)
}

function withMember(text: string, object: Node, { name, json }: { name: string; json: string }): string {
  const isEmpty = (object.children ?? []).length === 0
  const brace = object.offset + object.length - 1
  return splice(text, { start: brace, end: brace }, `${isEmpty ? '' : ','}${JSON.stringify(name)}:${json}`)
}

function splice(text: string, { start, end }: { start: number; end: number }, put: string): string {
  return text.slice(0, start) + put + text.slice(end)
}

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~')
}
