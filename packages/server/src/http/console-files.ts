// The console's files, as they were built. Pages have addresses of their own in the browser, so an address
// that is no file and wants HTML gets the start page; anything else that is not there is a 404.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from './app-type.ts'
import { problem, sendProblem } from './problems.ts'

const START_PAGE = 'index.html'
/** Names under it carry a hash of their content, so a browser may keep them for good. */
const HASHED_FOLDER = '/assets/'
const RESERVED_PATHS = /^\/(api|healthz|readyz)(\/|$|\?)/
const FILE_NAME = /\.[a-z0-9]+$/i

export async function serveConsole(app: App, consoleDir: string): Promise<void> {
  const isBuilt = existsSync(join(consoleDir, START_PAGE))
  if (isBuilt) await serveFiles(app, consoleDir)
  app.setNotFoundHandler((request, reply) => {
    if (isBuilt && isPage(request)) sendStartPage(reply.code(200))
    else sendProblem(reply, problem('not_found'))
  })
}

async function serveFiles(app: App, root: string): Promise<void> {
  await app.register(fastifyStatic, { serve: false, root, cacheControl: false, index: false, dotfiles: 'deny' })
  app.get('/*', { config: { access: 'public' }, schema: { hide: true } }, (request, reply) => {
    const path = pathOf(request)
    // Nothing is returned: a reply is a promise too, and waiting for it adds listeners at every turn.
    if (path === '/') return void sendStartPage(reply)
    reply.header('cache-control', path.startsWith(HASHED_FOLDER) ? 'public, max-age=31536000, immutable' : 'no-cache')
    reply.sendFile(decodeURIComponent(path.slice(1)))
  })
}

function sendStartPage(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(START_PAGE)
}

function isPage(request: FastifyRequest): boolean {
  const path = pathOf(request)
  const reads = request.method === 'GET' || request.method === 'HEAD'
  const wantsHtml = (request.headers.accept ?? '').includes('text/html')
  return reads && wantsHtml && !RESERVED_PATHS.test(path) && !FILE_NAME.test(path)
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? ''
}
