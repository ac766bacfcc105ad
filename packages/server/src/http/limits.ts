// What the HTTP edge puts up with. Fastify waits for ever by default; here every wait ends.

export interface HttpLimits {
  bodyBytesMax: number
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
}

export const HTTP_LIMITS: HttpLimits = {
  // The largest body a person or a script of ours sends is a few kilobytes.
  bodyBytesMax: 1024 * 1024,
  requestTimeoutMs: 15_000,
  headersTimeoutMs: 10_000,
  timeoutCheckMs: 2_000,
  connectionIdleMs: 30_000,
  // Longer than a console's two seconds between readings, so that a page keeps one connection.
  keepAliveMs: 10_000,
  answerTimeoutMs: 10_000,
  // Five hundred idle sockets of an attacker still leave room for every console of a large merchant.
  connectionsMax: 1_000,
  // A token has 256 bits, so guessing is hopeless at any rate; this bounds the work it makes.
  signInsPerMinute: 20,
}
