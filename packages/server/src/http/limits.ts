// What the HTTP edge puts up with. Fastify waits for ever by default; here every wait ends.

export interface HttpLimits {
  bodyBytesMax: number
  /** Of a request that carries many orders or facts. */
  bulkBytesMax: number
  /** The whole request must have arrived by then. */
  requestTimeoutMs: number
  headersTimeoutMs: number
  /** How often connections are checked against the two above. */
  timeoutCheckMs: number
  /** A connection on which nothing moves. */
  connectionIdleMs: number
  keepAliveMs: number
  /** Our own work on one request; beyond it the caller is told to come back. */
  answerTimeoutMs: number
  connectionsMax: number
  signInsPerMinute: number
  keyRequestsPerMinute: number
}

export const HTTP_LIMITS: HttpLimits = {
  // A person sends a few kilobytes; an order of 2,000 lines is about 400.
  bodyBytesMax: 1024 * 1024,
  // Five hundred orders of two lines are about 500 KB. Nobody without a key or a session is read at all.
  bulkBytesMax: 4 * 1024 * 1024,
  requestTimeoutMs: 15_000,
  headersTimeoutMs: 10_000,
  timeoutCheckMs: 2_000,
  connectionIdleMs: 30_000,
  // Longer than a console's two seconds between readings, so that a page keeps one connection.
  keepAliveMs: 10_000,
  answerTimeoutMs: 10_000,
  // Two thousand of the push; and five hundred idle sockets of an attacker still leave room for every console.
  connectionsMax: 3_000,
  // A token has 256 bits, so guessing is hopeless at any rate; this bounds the work it makes.
  signInsPerMinute: 20,
  // Five hundred a second, one by one; in bulk that is far more than any machine takes.
  keyRequestsPerMinute: 30_000,
}
