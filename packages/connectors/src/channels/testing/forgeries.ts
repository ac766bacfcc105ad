// For tests only: a genuine message, spoiled in some thirty ways that no receiver may take.

import type { PushRequest } from '../push.ts'
import type { ContractTraits } from './channel-contract.ts'

export interface Forgery {
  name: string
  request: PushRequest
}

const CUTS = 8
const FLIPS = 12

/** Which ways count depends on what proves the message. */
export function forgeries(genuine: PushRequest, proof: NonNullable<ContractTraits['pushProof']>): Forgery[] {
  const spoiled = [...cutBodies(genuine), ...otherBodies(genuine)]
  if (proof === 'cipher') return spoiled
  const proven = [...proofNames(genuine)].flatMap((name) => spoiledProof(genuine, name))
  return proof === 'body' ? [...spoiled, ...flippedBodies(genuine), ...proven] : proven
}

function withBody(request: PushRequest, name: string, body: Uint8Array): Forgery {
  return { name, request: { ...request, body } }
}

function cutBodies(genuine: PushRequest): Forgery[] {
  const { body } = genuine
  return Array.from({ length: CUTS }, (_, index) => {
    const length = Math.floor((body.byteLength * index) / CUTS)
    return withBody(genuine, `cut to ${length} bytes`, body.subarray(0, length))
  })
}

function flippedBodies(genuine: PushRequest): Forgery[] {
  return Array.from({ length: FLIPS }, (_, index) => {
    const at = Math.floor((genuine.body.byteLength * index) / FLIPS)
    const body = Buffer.from(genuine.body)
    body[at] = body[at]! ^ 0x01
    return withBody(genuine, `byte ${at} changed`, body)
  })
}

function otherBodies(genuine: PushRequest): Forgery[] {
  const text = Buffer.from(genuine.body).toString()
  return [
    withBody(genuine, 'with something after it', Buffer.from(`${text}x`)),
    withBody(genuine, 'twice over', Buffer.from(text + text)),
    withBody(genuine, 'an empty object', Buffer.from('{}')),
    withBody(genuine, 'an empty list', Buffer.from('[]')),
    withBody(genuine, 'no JSON', Buffer.from('<xml/>')),
    withBody(genuine, 'invalid UTF-8', Buffer.from([0xc0, 0xaf, 0xff])),
  ]
}

const PROOF_NAME = /sign|hmac/i

function* proofNames({ headers, query }: PushRequest): Generator<string> {
  for (const name of Object.keys(headers)) if (PROOF_NAME.test(name)) yield `header ${name}`
  for (const name of query.keys()) if (PROOF_NAME.test(name)) yield `query ${name}`
}

function spoiledProof(genuine: PushRequest, place: string): Forgery[] {
  const [kind, name] = place.split(' ') as ['header' | 'query', string]
  const value = (kind === 'header' ? genuine.headers[name] : genuine.query.get(name)) ?? ''
  const flipped = value.replace(/[0-9a-zA-Z]/, (first) => (first === '0' ? '1' : '0'))
  const swapped = value.replaceAll(/[a-zA-Z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  )
  const values: [string, string | undefined][] = [
    ['absent', undefined],
    ['empty', ''],
    ['one character off', flipped],
    ['one shorter', value.slice(0, -1)],
    ['one longer', `${value}0`],
    ['in the wrong case', swapped],
    ['all zeros', '0'.repeat(value.length)],
    ['with a space', ` ${value}`],
    ['reversed', value.split('').toReversed().join('')],
    ['a word', 'true'],
  ]
  return values
    .filter(([, spoiled]) => spoiled !== value)
    .map(([how, spoiled]) => ({ name: `${place} ${how}`, request: withProof(genuine, { kind, name, value: spoiled }) }))
}

function withProof(
  genuine: PushRequest,
  { kind, name, value }: { kind: 'header' | 'query'; name: string; value: string | undefined },
): PushRequest {
  if (kind === 'header') return { ...genuine, headers: { ...genuine.headers, [name]: value } }
  const query = new URLSearchParams(genuine.query)
  if (value === undefined) query.delete(name)
  else query.set(name, value)
  return { ...genuine, query }
}
