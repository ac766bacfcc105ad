// A request's parameters wherever a client may put them: query, form, or the text parts of a multipart body. TOP's own
// client for PHP sends system parameters in the query (and nothing else where a method needs nothing else, by GET), its
// client for Node every parameter as a part.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Form } from './method.ts'

export function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new Map(new URLSearchParams(body as string)))
  })
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, done) => {
    void readParts(body as Buffer, request.headers['content-type'] ?? '').then((form) => done(null, form))
  })
}

/** What the form says counts where both say something. */
export function readRequest({ query, body }: FastifyRequest): Form {
  const form = body instanceof Map ? (body as Form) : new Map<string, string>()
  return new Map([...new URLSearchParams(query as Record<string, string>), ...form])
}

/** Files are left out: a signature does not cover bytes. Nothing where the body is no such form. */
async function readParts(body: Buffer, type: string): Promise<Form> {
  try {
    const parts = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    return new Map([...parts].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  } catch {
    return new Map()
  }
}
