// The real edge on a real port with a real engine behind it, for one test. Requests go through node:http:
// fetch would not let a test choose Host, Origin or a half-sent body.

import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Role, Scope } from '@tidegate/contract'
import { openControl } from '@tidegate/engine'
import type { Control } from '@tidegate/engine'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { createGates } from '../gates.ts'
import { createRunners } from '../link/shop-runner.ts'
import { systemClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { channelReader } from '../quarantine/channel-reader.ts'
import { readerOf } from '../quarantine/content-readers.ts'
import { createApp } from './create-app.ts'
import type { AppOptions, CreatedApp } from './create-app.ts'

interface TestRequest {
  method?: string
  headers?: Record<string, string>
  body?: unknown
}

export interface TestAnswer {
  status: number
  headers: IncomingHttpHeaders
  text: string
  json: unknown
}

export interface TestApp extends AsyncDisposable, CreatedApp {
  engine: TestEngine
  control: Control
  port: number
  logs: string[]
  pass(durationMs: number): void
  ask(path: string, options?: TestRequest): Promise<TestAnswer>
  /** The cookie header of a fresh session of a user with this role. */
  signIn(role: Role, merchantCode?: string): Promise<string>
  /** The headers of a fresh API key with these scopes. */
  keyHeaders(scopes: readonly Scope[], merchantCode?: string): Promise<{ authorization: string }>
}

export const MERCHANT = 'test'

export async function openTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const engine = await openTestEngine()
  const folder = await mkdtemp(join(tmpdir(), 'tidegate-http-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Tidegate</title>')
  await writeFile(join(folder, 'assets', 'index-4f2a.js'), 'export {}')
  const gates = createGates(engine.engine)
  let passed = 0
  const now = (): number => Date.now() + passed
  const control = openControl(engine.engine.control, { now })
  const logs: string[] = []
  const created = await createApp({
    gates: { open: (code) => (code === MERCHANT ? Promise.resolve(engine.gate) : gates.open(code)) },
    control,
    explain: () => Promise.resolve(null),
    consoleDir: folder,
    logger: createLog('debug', [{ level: 'debug', stream: { write: (line: string) => void logs.push(line) } }]),
    clock: { now, sleep: systemClock.sleep },
    reader: readerOf([channelReader({ shops: () => [] })]),
    runners: createRunners({
      openGate: (code) => (code === MERCHANT ? Promise.resolve(engine.gate) : gates.open(code)),
      holder: 'test',
      publicOrigin: null,
      intervalMs: 1_000,
      overlapMs: 60_000,
      clock: systemClock,
      random: Math.random,
      log: createLog('silent'),
    }),
    allowLoopback: true,
    ...options,
  })
  await created.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = created.app.server.address() as AddressInfo
  const ask = (path: string, wish: TestRequest = {}): Promise<TestAnswer> => send(port, path, wish)
  return {
    ...created,
    engine,
    control,
    port,
    logs,
    ask,
    pass: (durationMs) => void (passed += durationMs),
    async signIn(role, merchantCode = MERCHANT) {
      const user = await control.ensureUser({ merchantCode, name: role, role })
      const link = await control.createSignInLink(user.id)
      const answer = await ask('/api/v1/session', { method: 'POST', body: { token: link.token } })
      return cookieOf(answer)
    },
    async keyHeaders(scopes, merchantCode = MERCHANT) {
      const { token } = await control.createApiKey({ merchantCode, name: 'test', scopes })
      return { authorization: `Bearer ${token}` }
    },
    async [Symbol.asyncDispose]() {
      await created.app.close()
      await gates.close()
      await engine[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

export function cookieOf(answer: TestAnswer): string {
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';', 1)[0] ?? '').join('; ')
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: TestRequest): Promise<TestAnswer> {
  const sent = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        port,
        path,
        method,
        agent: false,
        headers: {
          host: `127.0.0.1:${port}`,
          ...(method === 'GET' ? {} : { 'x-tidegate-csrf': '1' }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const isJson = (incoming.headers['content-type'] ?? '').includes('json') && text !== ''
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text,
            json: isJson ? JSON.parse(text) : undefined,
          })
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(sent)
  })
}
