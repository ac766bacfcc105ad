// The push protocol's version, limits and closing codes, for both sides. Raise PUSH_VERSION when what goes
// over the wire changes: a test hashes the schemas and says so.

export const PUSH_VERSION = 1

/** Offered by the client as the WebSocket's subprotocol; a server that does not speak it refuses the connection. */
export const PUSH_PROTOCOL = `tidegate.push.v${PUSH_VERSION}`

export const PUSH_LIMITS = {
  /** A subscribe of 100 topics, each with a version, fits; nothing a client sends is larger. */
  messageBytesMax: 32 * 1_024,
  /** Topics named in one message. */
  topicsPerMessageMax: 100,
  /** A page shows some dozens of rows; a wall of screens that wants more opens another connection. */
  topicsPerConnectionMax: 500,
  topicCharactersMax: 256,
  /** A page opens in one or two messages; twenty a second is somebody who does not wait for answers. */
  messagesPerSecondMax: 20,
  /** The server says it lives this often, and expects to hear as often. */
  aliveIntervalMs: 10_000,
  /** Silence for so long means that the connection is dead, whatever TCP believes. */
  deadAfterMs: 25_000,
} as const

/** Why the server closed; the reason's text is the word itself. */
export const PUSH_CLOSE_CODES = {
  /** The server stops or restarts: come back after a moment. */
  stopping: 1001,
  /** A message was larger than allowed. */
  too_large: 1009,
  /** A message was not understood; the reason says what was expected. */
  bad_message: 4400,
  /** Signed out, expired or revoked. */
  session_ended: 4401,
  /** The role changed: come back, and what may be seen is decided anew. */
  access_changed: 4403,
  /** More messages than allowed. */
  too_many_messages: 4429,
} as const
export type PushCloseReason = keyof typeof PUSH_CLOSE_CODES
