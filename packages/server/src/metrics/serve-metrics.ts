// `/metrics` on a port of its own, on this machine only: what it tells (shops, amounts of work) is nobody's business at
// the public address, and a scraper has neither a session nor a key.

import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Log } from '../log.ts'
import type { Collect } from './collect.ts'
import { EXPOSITION_TYPE, expose } from './exposition.ts'

const ADDRESS = '127.0.0.1'
const HEADERS_MS_MAX = 5_000
/** A scraper or two, and somebody with curl. */
const CONNECTIONS_MAX = 20
/** A page of another site that found a name for this address gets nothing. */
const OWN_NAMES: readonly string[] = ['127.0.0.1', 'localhost']

export interface MetricsServer {
  readonly port: number
  close(): Promise<void>
}

export async function serveMetrics(port: number, collect: Collect, log: Log): Promise<MetricsServer> {
  let reading: Promise<string> | null = null
  const read = (): Promise<string> => {
    // However many ask at once, the database is asked once.
    reading ??= collect()
      .then(expose)
      .finally(() => (reading = null))
    return reading
  }
  const server = createServer(
    { headersTimeout: HEADERS_MS_MAX, requestTimeout: HEADERS_MS_MAX },
    (request, response) => {
      if (!isForUs(request)) return void response.writeHead(404).end()
      read().then(
        (text) => response.writeHead(200, { 'content-type': EXPOSITION_TYPE, 'cache-control': 'no-store' }).end(text),
        (error: unknown) => {
          log.error({ err: error }, 'the metrics could not be read')
          response.writeHead(500).end()
        },
      )
    },
  )
  server.maxConnections = CONNECTIONS_MAX
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, ADDRESS, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function isForUs({ method, url, headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  return method === 'GET' && url?.split('?', 1)[0] === '/metrics' && OWN_NAMES.includes(host)
}
