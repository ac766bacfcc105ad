// What a hostile page in a signed-in person's browser could try: reach us under a name of its own (DNS
// rebinding), or send a request that carries their cookie (CSRF). Both end here, before anything is read.

import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'
import type { App } from './app-type.ts'
import { bearerKey } from './bearer-key.ts'
import { Refusal } from './problems.ts'

const CSRF_HEADER = 'x-tidegate-csrf'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No cookie counts here: a platform posts, and its signature is the admission. */
    isSignedByPlatform?: boolean
  }
}

const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

export function guardBrowsers(app: App, publicOrigin: string | null): void {
  const publicHost = publicOrigin === null ? null : new URL(publicOrigin).host
  app.addHook('onRequest', async (request) => {
    const host = request.headers.host ?? ''
    if (host !== publicHost && !isOwnHost(host)) {
      throw new Refusal('bad_request', {
        detail: 'This server does not answer to that host name',
        field: '/headers/host',
        expected: `localhost, an IP address${publicHost === null ? '' : ` or ${publicHost}`}`,
      })
    }
    const { isSignedByPlatform = false } = request.routeOptions.config
    const isHarmless = READING_METHODS.has(request.method) || isSignedByPlatform
    if (!isHarmless) refuseForeign(request, { host, publicOrigin })
  })
}

/** Rebinding needs a name whose address can be changed: an address has none, and localhost is not looked up. */
export function isOwnHost(host: string): boolean {
  const name = host.replace(/:\d{1,5}$/, '')
  return name === 'localhost' || isIP(name) === 4 || (/^\[.*\]$/.test(name) && isIP(name.slice(1, -1)) === 6)
}

function refuseForeign(
  request: FastifyRequest,
  { host, publicOrigin }: { host: string; publicOrigin: string | null },
): void {
  const { origin } = request.headers
  if (origin !== undefined && !isOwnOrigin(origin, { host, publicOrigin })) refuseOrigin()
  // A page of another site cannot set this header (or a key's) without asking first, and we never answer that question.
  if (request.headers[CSRF_HEADER] === undefined && bearerKey(request) === undefined) {
    throw new Refusal('not_allowed', {
      detail: 'The request lacks a header',
      field: `/headers/${CSRF_HEADER}`,
      expected: 'any value',
    })
  }
}

/**
 * A WebSocket's handshake is a GET that every site may send, with our cookie where a browser lets it; but a browser
 * always says which page opens it.
 */
export function refuseForeignSocket(request: FastifyRequest, publicOrigin: string | null): void {
  const { headers } = request
  // A program has no page; no browser sends its key.
  if (headers.origin === undefined && bearerKey(request) !== undefined) return
  if (!isOwnOrigin(headers.origin ?? '', { host: headers.host ?? '', publicOrigin })) refuseOrigin()
}

function isOwnOrigin(origin: string, ours: { host: string; publicOrigin: string | null }): boolean {
  return origin === ours.publicOrigin || hostOf(origin) === ours.host
}

function refuseOrigin(): never {
  throw new Refusal('not_allowed', {
    detail: 'The request comes from a page of another site',
    field: '/headers/origin',
    expected: 'our own',
  })
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
