// A program's key travels as `Authorization: Bearer tg_…`. No browser sends that by itself, so a request with a key
// needs no guard against foreign pages; other schemes (a proxy's Basic, say) are not ours and mean nothing here.

import type { FastifyRequest } from 'fastify'

const BEARER = /^Bearer(?: +|$)/i

/** The key a request came with, valid or not; undefined where it came without one. */
export function bearerKey({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization !== undefined && BEARER.test(authorization) ? authorization.replace(BEARER, '') : undefined
}
