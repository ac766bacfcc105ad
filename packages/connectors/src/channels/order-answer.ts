// From the bytes of an order to its snapshot, when it is read and when kept bytes are read again. What cannot be an
// order comes back as a problem that names the field, and is set aside with its bytes.

import type { OrderSnapshot } from '@tidegate/domain'
import type { DecodedOrder } from './channel.ts'
import { decodeFields, failField } from './fields.ts'
import { parseLosslessBytes } from './json.ts'
import { bodyProblem } from './json-answer.ts'
import type { JsonAnswer } from './json-answer.ts'

/** A channel's decoder: the parsed body of its detail call to the order. Pure. */
export type ToSnapshot = (body: unknown, shop: string) => OrderSnapshot

export interface WantedOrder {
  platformOrderId: string
  shop: string
}

export function decodeOrderBytes(raw: Uint8Array, shop: string, toSnapshot: ToSnapshot): DecodedOrder {
  const parsed = parseLosslessBytes(raw)
  if (!parsed.ok) return { ok: false, raw, problem: bodyProblem(parsed.problem, raw) }
  return decodeOrderBody(parsed.value, { raw, shop }, toSnapshot)
}

function decodeOrderBody(
  body: unknown,
  { raw, shop }: { raw: Uint8Array; shop: string },
  toSnapshot: ToSnapshot,
): DecodedOrder {
  const decoded = decodeFields(() => requireOwnLineIds(toSnapshot(body, shop)))
  return decoded.ok ? { ok: true, raw, snapshot: decoded.value } : { ok: false, raw, problem: decoded.problem }
}

/** A line is known by its id: of two that have one, the second would be lost in the first. */
function requireOwnLineIds(snapshot: OrderSnapshot): OrderSnapshot {
  const seen = new Set<string>()
  for (const { platformLineId } of snapshot.lines ?? []) {
    if (seen.has(platformLineId)) failField('lines', 'an id that no other line has', platformLineId)
    seen.add(platformLineId)
  }
  return snapshot
}

/** The order an answer holds, under `idField`: it must be the one that was asked for. */
export function readOrderAnswer(
  answer: JsonAnswer,
  { platformOrderId, shop, idField }: WantedOrder & { idField: string },
  toSnapshot: ToSnapshot,
): DecodedOrder {
  const { raw } = answer
  if (!answer.readable) return { ok: false, raw, problem: bodyProblem(answer.problem, raw) }
  return requireOrder(decodeOrderBody(answer.value, { raw, shop }, toSnapshot), { platformOrderId, idField })
}

/** Another order than was asked for is a gateway's mistake, and never recorded. */
export function requireOrder(
  decoded: DecodedOrder,
  { platformOrderId, idField }: { platformOrderId: string; idField: string },
): DecodedOrder {
  if (!decoded.ok || decoded.snapshot.key.platformOrderId === platformOrderId) return decoded
  const found = decoded.snapshot.key.platformOrderId
  return { ok: false, raw: decoded.raw, problem: { field: idField, expected: platformOrderId, found } }
}
