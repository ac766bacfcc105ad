// What people do with one quarantined row. Content in clear is receiver data: only those who mend it may see it, each
// time for a reason, and no key ever does.

import {
  Because,
  MayCorrect,
  PATHS,
  QuarantineContent,
  QuarantineDecided,
  QuarantinePreview,
  ReplayResult,
} from '@tidegate/contract'
import { discard, openContent, preview, readQuarantineEntry, reopen, replay } from '@tidegate/engine'
import type { ContentReader, PreviewAnswer, ReplayAnswer } from '@tidegate/engine'
import { Type } from 'typebox'
import { correctedBytes, toContentView } from '../../quarantine/content-text.ts'
import { markField } from '../../quarantine/field-mark.ts'
import { toPreview } from '../../quarantine/to-preview.ts'
import type { Callers } from '../access.ts'
import type { App } from '../app-type.ts'
import type { MerchantOf } from '../gates.ts'
import { REFUSALS } from '../openapi.ts'
import { Refusal } from '../problems.ts'

export const IdInPath = Type.Object({ id: Type.String({ pattern: '^\\d{1,15}$' }) })

export const idOf = ({ id }: { id: string }): number => Number(id)

const MENDERS = ['owner', 'operations'] as const
export const MAY_REPLAY = { people: MENDERS, scope: 'orders:write' } as const

export interface QuarantineEntryOptions {
  merchant: MerchantOf
  callers: Callers
  reader: ContentReader
}

const tags = ['quarantine']

export function quarantineEntryRoutes(app: App, options: QuarantineEntryOptions): void {
  contentRoutes(app, options)
  replayRoute(app, options)
  decisionRoutes(app, options)
}

function contentRoutes(app: App, { merchant, callers, reader }: QuarantineEntryOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.quarantineContent,
    config: { access: MENDERS },
    schema: {
      summary: 'The content in clear; who looked and why is recorded',
      tags,
      params: IdInPath,
      body: Because,
      response: { 200: QuarantineContent, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const look = { id: idOf(request.params), actor: callers.of(request).actor, reason: request.body.reason }
      const kept = await openContent(gate, look)
      const detail = await readQuarantineEntry(gate.database, look.id)
      if (kept === null || detail === null) throw new Refusal('not_found')
      return toContentView(kept, detail.entry.field)
    },
  })

  app.route({
    method: 'POST',
    url: PATHS.quarantinePreview,
    config: { access: MENDERS },
    schema: {
      summary: 'What it would become; nothing is sent',
      tags,
      params: IdInPath,
      body: MayCorrect,
      response: { 200: QuarantinePreview, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const id = idOf(request.params)
      const { correction } = request.body
      const bytes = correction && { correction: await correctedBytes(gate, id, correction) }
      return toPreviewAnswer(await preview(gate, { id, reader, signal: request.signal, ...bytes }))
    },
  })
}

function replayRoute(app: App, { merchant, callers, reader }: QuarantineEntryOptions): void {
  app.route({
    method: 'POST',
    url: PATHS.quarantineReplay,
    config: { access: MAY_REPLAY },
    schema: {
      summary: 'Take it through the door again, as it is or corrected',
      tags,
      params: IdInPath,
      body: MayCorrect,
      response: { 200: ReplayResult, ...REFUSALS },
    },
    async handler(request) {
      const gate = await merchant.gate(request)
      const id = idOf(request.params)
      const { correction } = request.body
      const change = correction && {
        correction: { bytes: await correctedBytes(gate, id, correction), version: correction.version },
      }
      const { actor } = callers.of(request)
      return toReplayResult(await replay(gate, { id, actor, reader, signal: request.signal, ...change }))
    },
  })
}

function decisionRoutes(app: App, { merchant, callers }: QuarantineEntryOptions): void {
  const decisions = [
    { url: PATHS.quarantineDiscard, decide: discard, summary: 'Give it up, for a reason; it stays as history' },
    { url: PATHS.quarantineReopen, decide: reopen, summary: 'Take a discarding back' },
  ] as const
  for (const { url, decide, summary } of decisions) {
    app.route({
      method: 'POST',
      url,
      config: { access: MENDERS },
      schema: { summary, tags, params: IdInPath, body: Because, response: { 200: QuarantineDecided, ...REFUSALS } },
      async handler(request) {
        const { context } = await merchant.gate(request)
        const { actor } = callers.of(request)
        return { done: await decide(context, { id: idOf(request.params), actor, reason: request.body.reason }) }
      },
    })
  }
}

function toPreviewAnswer(answer: PreviewAnswer): QuarantinePreview {
  switch (answer.outcome) {
    case 'entry_unknown':
      throw new Refusal('not_found')
    case 'not_correctable':
      throw notCorrectable()
    case 'unreadable': {
      const { problem, content } = answer
      const text = content?.toString('utf8') ?? null
      const mark = text === null || problem.field === null ? null : markField(text, problem.field)
      return { commands: null, problem, mark }
    }
    case 'readable':
      return { commands: answer.commands.map(toPreview), problem: null, mark: null }
  }
}

function toReplayResult(answer: ReplayAnswer): ReplayResult {
  switch (answer.outcome) {
    case 'entry_unknown':
      throw new Refusal('not_found')
    case 'not_correctable':
      throw notCorrectable()
    case 'failed':
      return { outcome: 'failed', orderNumbers: [], problem: answer.problem }
    case 'replayed':
      return { outcome: 'replayed', orderNumbers: answer.orderNumbers, problem: null }
    case 'already_resolved':
    case 'content_changed':
      return { outcome: answer.outcome, orderNumbers: [], problem: null }
  }
}

function notCorrectable(): Refusal {
  return new Refusal('bad_request', {
    field: '/correction',
    expected: 'none: a command is replayed as it is',
    detail: 'Something in the body is not as expected',
  })
}
