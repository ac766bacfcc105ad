// A route of the stand-in: a path of the contract and what it answers. A page's routes are a file here and a
// line in ../fake-api.ts.

import type { ProblemCode } from '@tidegate/contract'
import type { FakeState } from './world.ts'

export interface FakeCall {
  state: FakeState
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  body: unknown
}

export interface FakeRoute {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:names`, as the contract's PATHS spell it. */
  path: string
  /** The body of a 200, `undefined` for a 204; throws a `FakeRefusal` to refuse. */
  answer: (call: FakeCall) => unknown
}

export class FakeRefusal extends Error {
  readonly code: ProblemCode

  constructor(code: ProblemCode) {
    super(code)
    this.code = code
  }
}

/** The named parts of a path, or null where it is another route's. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decodeURIComponent(given[index] ?? '')
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}
