// One HTTP exchange with a platform, bounded in time and size; no redirect is followed. Failures of the wire
// become ChannelErrors here; what a platform says in a well-formed answer is the platform's own module to judge.

import { request as requestHttp } from 'node:http'
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createUnzip } from 'node:zlib'
import { ChannelError } from './channel.ts'
import { lookupPublic } from './public-address.ts'

export interface HttpCall {
  method: 'GET' | 'POST' | 'PUT'
  url: URL
  headers?: Readonly<Record<string, string>>
  /** Sent as these bytes: what was signed is what goes out. */
  body?: string | Uint8Array
  /** For the whole exchange: an idle timeout alone would wait for ever on a byte a second. */
  deadlineMs: number
  bytesMax: number
  signal: AbortSignal
}

export interface HttpAnswer {
  status: number
  headers: IncomingHttpHeaders
  retryAfterMs: number | null
  body: Uint8Array
}

export async function callHttp(call: HttpCall): Promise<HttpAnswer> {
  call.signal.throwIfAborted()
  const controller = new AbortController()
  const stop = (): void => controller.abort(call.signal.reason)
  call.signal.addEventListener('abort', stop, { once: true })
  const timer = setTimeout(() => controller.abort(), call.deadlineMs)
  try {
    return await exchange(call, controller.signal)
  } catch (error) {
    call.signal.throwIfAborted() // The caller gave up: that is no failure of the platform.
    if (error instanceof ChannelError) throw error
    if (controller.signal.aborted) {
      throw new ChannelError('retry', 'deadline', {
        message: `no full answer within ${call.deadlineMs} ms`,
        cause: error,
      })
    }
    throw new ChannelError('retry', 'network', {
      message: 'the platform could not be reached or cut the answer',
      cause: error,
    })
  } finally {
    clearTimeout(timer)
    call.signal.removeEventListener('abort', stop)
    controller.abort() // Frees the socket of an answer that was not read to its end.
  }
}

/** `callHttp` with a form body. */
export function postForm(
  call: Omit<HttpCall, 'method' | 'body'> & { form: Readonly<Record<string, string>> },
): Promise<HttpAnswer> {
  const headers = { ...call.headers, 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
  return callHttp({ ...call, method: 'POST', headers, body: new URLSearchParams(call.form).toString() })
}

/** `callHttp` with a JSON body; give it the text that was signed. */
export function postJson(call: Omit<HttpCall, 'method' | 'body'> & { json: string }): Promise<HttpAnswer> {
  const headers = { ...call.headers, 'content-type': 'application/json;charset=utf-8' }
  return callHttp({ ...call, method: 'POST', headers, body: call.json })
}

async function exchange(call: HttpCall, signal: AbortSignal): Promise<HttpAnswer> {
  const response = await responseTo(call, signal)
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    retryAfterMs: retryAfter(response.headers['retry-after']),
    body: await readBody(inflated(response), { bytesMax: call.bytesMax, signal }),
  }
}

function responseTo(call: HttpCall, signal: AbortSignal): Promise<IncomingMessage> {
  const body = call.body === undefined ? null : Buffer.from(call.body)
  return new Promise((resolve, reject) => {
    const send = call.url.protocol === 'https:' ? requestHttps : requestHttp
    const request: ClientRequest = send(call.url, {
      method: call.method,
      // The address is checked where it is connected to: a name cannot mean another machine by then.
      lookup: lookupPublic,
      headers: {
        'accept-encoding': 'gzip, deflate, br',
        ...call.headers,
        ...(body === null ? {} : { 'content-length': String(body.byteLength) }),
      },
      signal,
    })
    request.once('response', resolve)
    request.on('error', reject) // `on`: a second error of a destroyed socket must not go unheard.
    request.end(body)
  })
}

function inflated(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase()
  if (encoding === undefined || encoding === 'identity') return response
  if (encoding !== 'gzip' && encoding !== 'deflate' && encoding !== 'br') {
    response.destroy()
    throw new ChannelError('retry', 'encoding', { message: `the answer has an encoding not asked for: ${encoding}` })
  }
  const inflate = encoding === 'br' ? createBrotliDecompress() : createUnzip()
  response.once('error', (error) => inflate.destroy(error))
  return response.pipe(inflate)
}

/** The cap counts inflated bytes as they arrive, so a small compressed bomb is cut off too. */
async function readBody(
  body: Readable,
  { bytesMax, signal }: { bytesMax: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const stop = (): void => void body.destroy(new Error('aborted'))
  signal.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    if (size > bytesMax) {
      throw new ChannelError('retry', 'body_too_large', { message: `the answer exceeds ${bytesMax} bytes` })
    }
    chunks.push(chunk)
  }
  signal.removeEventListener('abort', stop)
  return Buffer.concat(chunks, size)
}

const RETRY_AFTER_SECONDS_MAX = 86_400

/** Seconds form only (some platforms write "2.0"): an HTTP date would need the platform's clock. */
function retryAfter(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,9}(\.\d{1,3})?$/.test(header)) return null
  return Math.min(Number(header), RETRY_AFTER_SECONDS_MAX) * 1_000
}
