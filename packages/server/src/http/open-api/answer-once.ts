// `Idempotency-Key`: the answer to the first request with a key is the answer to all of them. Without the header a
// request runs as it comes; it is harmless to repeat either way, but then a repeat is told that it is one.

import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROBLEMS } from '@tidegate/contract'
import { assertNever } from '@tidegate/domain'
import type { Idempotency, IdempotencyClaim, IdempotentRequest, KeptAnswer } from '@tidegate/engine'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Callers } from '../access.ts'
import type { MerchantOf } from '../gates.ts'
import { PROBLEM_TYPE, Refusal, problem } from '../problems.ts'
import type { Sender } from './submit-facts.ts'

/** A duplicate sent at once waits this long for the first one's answer: most batches commit within a tenth of it. */
const UNDER_WAY_WAIT_MS = 3_000
const UNDER_WAY_STEP_MS = 50

const KEY_HEADER = 'idempotency-key'

export const IdempotencyHeaders = Type.Object({
  [KEY_HEADER]: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Yours, one per request: sent again within three days, the answer is the first one',
    }),
  ),
})

export interface Answer {
  status: number
  body: object
}

/**
 * Answers with the text that is, or will be, kept. It is serialised already, which no declared type can say: `never`
 * fits them all.
 */
export type AnswerOnce = (request: object, reply: object, work: (sender: Sender) => Promise<Answer>) => Promise<never>

export function answerOnce(merchant: MerchantOf, callers: Callers): AnswerOnce {
  return async (request, reply, work) => {
    const [asked, answering] = [request as FastifyRequest, reply as FastifyReply]
    const sender = { gate: await merchant.gate(asked), actor: callers.of(asked).actor }
    const key = asked.headers[KEY_HEADER]
    const { status, answer, isReplayed } =
      typeof key === 'string'
        ? await answerUnderKey(sender, { key, content: contentOf(asked) }, work)
        : { ...kept(await work(sender)), isReplayed: false }
    if (isReplayed) answering.header('idempotency-replayed', 'true')
    answering.code(status).type(status < 400 ? 'application/json; charset=utf-8' : PROBLEM_TYPE)
    return answer as never
  }
}

async function answerUnderKey(
  sender: Sender,
  { key, content }: { key: string; content: string },
  work: (sender: Sender) => Promise<Answer>,
): Promise<KeptAnswer & { isReplayed: boolean }> {
  const store = sender.gate.idempotency
  const asked = { caller: sender.actor, key, content }
  const claim = await claimPatiently(store, asked)
  switch (claim.state) {
    case 'answered':
      return { ...claim.kept, isReplayed: true }
    case 'used_for_another':
      throw new Refusal('idempotency_key_reused', { field: `/headers/${KEY_HEADER}`, expected: 'a new key' })
    case 'under_way':
      throw new Refusal('idempotency_key_busy')
    case 'claimed':
      return { ...(await firstAnswer(store, asked, () => work(sender))), isReplayed: false }
    default:
      return assertNever(claim)
  }
}

async function claimPatiently(store: Idempotency, asked: IdempotentRequest): Promise<IdempotencyClaim> {
  for (let waitedMs = 0; ; waitedMs += UNDER_WAY_STEP_MS) {
    const claim = await store.claim(asked)
    if (claim.state !== 'under_way' || waitedMs >= UNDER_WAY_WAIT_MS) return claim
    await sleep(UNDER_WAY_STEP_MS)
  }
}

/** A refusal is an answer like any other, unless asking again may help: then the key is given back. */
async function firstAnswer(
  store: Idempotency,
  asked: IdempotentRequest,
  work: () => Promise<Answer>,
): Promise<KeptAnswer> {
  try {
    return await store.answer(asked, kept(await work()))
  } catch (error) {
    if (error instanceof Refusal && !PROBLEMS[error.code].retryable) {
      const body = problem(error.code, error.details)
      return store.answer(asked, kept({ status: body.status, body }))
    }
    await store.release(asked)
    throw error
  }
}

function kept({ status, body }: Answer): KeptAnswer {
  return { status, answer: JSON.stringify(body) }
}

/** What makes a request this one, however its JSON was spaced. Hashed here, so that megabytes need not be keyed. */
function contentOf({ method, url, body }: FastifyRequest): string {
  return `${method} ${url} ${createHash('sha256').update(JSON.stringify(body)).digest('hex')}`
}
