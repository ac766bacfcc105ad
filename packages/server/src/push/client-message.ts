// What a client may say, checked by the contract's schema.

import { ClientMessage } from '@tidegate/contract'
import { Compile } from 'typebox/compile'

export type ReadMessage = { ok: true; value: ClientMessage } | { ok: false; expected: string }

const schema = Compile(ClientMessage)

const EXPECTED = 'expected a subscribe or an unsubscribe, as JSON text'

/** Null stands for a binary message. */
export function readClientMessage(text: string | null): ReadMessage {
  const value = text === null ? undefined : parsed(text)
  return schema.Check(value) ? { ok: true, value } : { ok: false, expected: EXPECTED }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
