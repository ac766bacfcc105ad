// A WebSocket to a platform: messages as they come, bounded in size and number, ended by silence. For platforms
// that push over a connection of ours (TOP's TMC, Pinduoduo's PMC).

import { WebSocket } from 'ws'
import { ChannelError } from './channel.ts'
import { lookupPublic } from './public-address.ts'

export interface SocketOptions {
  url: URL
  connectMs: number
  /** A connection that says nothing for this long, not even a ping, is taken for dead. */
  silenceMs: number
  bytesMax: number
  signal: AbortSignal
}

export interface PlatformSocket extends AsyncDisposable {
  send(data: string | Uint8Array): void
  /** Ends by throwing: `retry` when the connection ends, the signal's reason when the caller gives up. */
  messages(): AsyncGenerator<Uint8Array>
}

const WAITING_MAX = 10_000 // Messages nobody took yet; beyond, the platform will send them again.

export async function openSocket(options: SocketOptions): Promise<PlatformSocket> {
  const { url, connectMs, bytesMax, signal } = options
  signal.throwIfAborted()
  const socket = new WebSocket(url, {
    handshakeTimeout: connectMs,
    maxPayload: bytesMax,
    followRedirects: false,
    lookup: lookupPublic,
  })
  const inbox = new Inbox(socket, options)
  const stop = (): void => inbox.end(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    await inbox.opened
  } catch (error) {
    signal.removeEventListener('abort', stop)
    socket.terminate()
    throw error
  }
  return {
    send: (data) => socket.send(data),
    messages: () => inbox.messages(),
    [Symbol.asyncDispose]: async () => {
      signal.removeEventListener('abort', stop)
      inbox.end(new ChannelError('retry', 'closed', { message: 'we closed the connection' }))
      socket.terminate()
    },
  }
}

class Inbox {
  readonly opened: Promise<void>
  private readonly waiting: Uint8Array[] = []
  private ended: { reason: unknown } | null = null
  private wake: () => void = () => undefined
  private silence: NodeJS.Timeout | undefined

  constructor(socket: WebSocket, { silenceMs }: SocketOptions) {
    const heard = (): void => {
      clearTimeout(this.silence)
      this.silence = setTimeout(() => this.end(ended('silence', `nothing heard for ${silenceMs} ms`)), silenceMs)
    }
    this.opened = new Promise((resolve, reject) => {
      socket.once('open', () => {
        heard()
        resolve()
      })
      this.wake = () =>
        reject(this.ended?.reason instanceof Error ? this.ended.reason : ended('network', 'no connection'))
    })
    socket.on('ping', heard)
    socket.on('pong', heard)
    socket.on('message', (data: Buffer) => {
      heard()
      this.waiting.push(data)
      if (this.waiting.length > WAITING_MAX) this.end(ended('overrun', 'messages come faster than they are taken'))
      this.wake()
    })
    socket.on('error', (error) => this.end(ended('network', 'the connection failed', error)))
    socket.on('close', () => this.end(ended('network', 'the platform closed the connection')))
  }

  end(reason: unknown): void {
    clearTimeout(this.silence)
    this.ended ??= { reason }
    this.wake()
  }

  async *messages(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.waiting.shift()
      if (next !== undefined) yield next
      else if (this.ended !== null) throw this.ended.reason
      else await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }
}

function ended(code: string, message: string, cause?: unknown): ChannelError {
  return new ChannelError('retry', code, { message, cause })
}
