// Real servers that behave badly.

import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { callHttp, postJson } from './http-call.ts'

const never = new AbortController().signal
const BYTES_MAX = 1_000_000

async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  work: (url: URL) => Promise<void>,
): Promise<void> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x`))
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
const get = (url: URL): ReturnType<typeof callHttp> =>
  callHttp({ method: 'GET', url, deadlineMs: 2_000, bytesMax: BYTES_MAX, signal: never })

describe('a compressed answer', () => {
  const compress = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }
  test.each(['gzip', 'deflate', 'br'] as const)('by %s is read', async (encoding) => {
    const send = (_: unknown, response: ServerResponse): void => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress[encoding]('{"a":1}'))
    }
    await withServer(send, async (url) => expect(Buffer.from((await get(url)).body).toString()).toBe('{"a":1}'))
  })
  test.each(['gzip', 'br'] as const)('by %s that inflates beyond the cap is cut off', async (encoding) => {
    const bomb = compress[encoding](Buffer.alloc(50_000_000))
    const send = (_: unknown, response: ServerResponse): void => {
      response.writeHead(200, { 'content-encoding': encoding }).end(bomb)
    }
    await withServer(send, async (url) =>
      expect(get(url)).rejects.toMatchObject({ kind: 'retry', code: 'body_too_large' }),
    )
  })
  test('that is broken, or by an encoding not asked for, is tried again', async () => {
    for (const encoding of ['gzip', 'compress']) {
      const send = (_: unknown, response: ServerResponse): void => {
        response.writeHead(200, { 'content-encoding': encoding }).end('not compressed')
      }
      await withServer(send, async (url) => expect(get(url)).rejects.toMatchObject({ kind: 'retry' }))
    }
  })
})

test('a lying length is a cut answer', async () => {
  const send = (_: unknown, response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"a":')
    setTimeout(() => response.destroy(), 20)
  }
  await withServer(send, async (url) => expect(get(url)).rejects.toMatchObject({ kind: 'retry', code: 'network' }))
})

test('what was signed is what is sent, byte for byte', async () => {
  const json = '{"b":"中","a":"<&>"}'
  let seen = ''
  const echo = (request: IncomingMessage, response: ServerResponse): void => {
    request.on('data', (chunk: Buffer) => (seen += chunk.toString()))
    request.on('end', () => response.end(String(request.headers['content-type'])))
  }
  await withServer(echo, async (url) => {
    const answer = await postJson({ url, json, deadlineMs: 2_000, bytesMax: BYTES_MAX, signal: never })
    expect(seen).toBe(json)
    expect(Buffer.from(answer.body).toString()).toBe('application/json;charset=utf-8')
  })
})

test.each([
  ['2', 2_000],
  ['2.5', 2_500],
  ['999999999', 86_400_000],
  ['Fri, 31 Dec 1999 23:59:59 GMT', null],
])('retry-after %s', async (header, expected) => {
  const send = (_: unknown, response: ServerResponse): void =>
    void response.writeHead(429, { 'retry-after': header }).end()
  await withServer(send, async (url) => expect((await get(url)).retryAfterMs).toBe(expected))
})
