// One HTTP POST to a gateway, bounded in time and size. Failures of the wire become ChannelErrors here;
// what a platform says in a well-formed answer is the platform's own module to judge.

import { ChannelError } from './channel.ts'

export interface PostFormRequest {
  url: URL
  form: Readonly<Record<string, string>>
  /** For the whole exchange: an idle timeout alone would wait for ever on a byte a second. */
  deadlineMs: number
  bytesMax: number
  signal: AbortSignal
}

export interface HttpAnswer {
  status: number
  retryAfterMs: number | null
  body: Uint8Array
}

export async function postForm(request: PostFormRequest): Promise<HttpAnswer> {
  request.signal.throwIfAborted()
  const controller = new AbortController()
  const stop = (): void => controller.abort(request.signal.reason)
  request.signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => controller.abort(), request.deadlineMs)
  try {
    return await exchange(request, controller.signal)
  } catch (error) {
    request.signal.throwIfAborted() // The caller gave up: that is no failure of the platform.
    if (error instanceof ChannelError) throw error
    if (controller.signal.aborted) {
      throw new ChannelError('retry', 'deadline', {
        message: `no full answer within ${request.deadlineMs} ms`,
        cause: error,
      })
    }
    throw new ChannelError('retry', 'network', {
      message: 'the gateway could not be reached or cut the answer',
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', stop)
    controller.abort() // Frees the socket of an answer that was not read to its end.
  }
}

async function exchange(request: PostFormRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const response = await fetch(request.url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams(request.form).toString(),
    redirect: 'manual', // A redirect could lead anywhere, with our session in the body.
    signal,
  })
  return {
    status: response.status,
    retryAfterMs: retryAfter(response.headers.get('retry-after')),
    body: await readBody(response, request.bytesMax),
  }
}

/** The cap counts inflated bytes as they arrive, so a small compressed bomb is cut off too. */
async function readBody(response: Response, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > bytesMax) {
      throw new ChannelError('retry', 'body_too_large', { message: `the answer exceeds ${bytesMax} bytes` })
    }
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
}

const RETRY_AFTER_SECONDS_MAX = 86_400

/** Seconds form only: an HTTP date would need the platform's clock. */
function retryAfter(header: string | null): number | null {
  if (header === null || !/^\d{1,9}$/.test(header)) return null
  return Math.min(Number(header), RETRY_AFTER_SECONDS_MAX) * 1_000
}
