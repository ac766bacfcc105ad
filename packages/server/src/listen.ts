// The HTTP edge on its address.

import { join } from 'node:path'
import type { SettingReport } from '@tidegate/contract'
import { explainOrder, openControl, QUEUE_COMMANDS_MAX } from '@tidegate/engine'
import type { ContentReader, Engine } from '@tidegate/engine'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Gates } from './gates.ts'
import type { DiskWatch } from './disk/watch-disk.ts'
import { createApp } from './http/create-app.ts'
import type { CreatedApp } from './http/create-app.ts'
import type { ReadinessCheck } from './http/readiness.ts'
import type { ShopRunners } from './link/shop-runner.ts'
import type { Log } from './log.ts'

const CONSOLE_DIR = join(import.meta.dirname, '..', '..', 'console', 'dist')

export interface ListenOptions {
  engine: Engine
  gates: Gates
  config: Config<'host' | 'port' | 'publicUrl'>
  clock: Clock
  log: Log
  /** Reads what the entrances quarantined. */
  reader: ContentReader
  runners: ShopRunners
  allowLoopback: boolean
  disk: DiskWatch | null
  settings: readonly SettingReport[]
}

export interface Listening extends Pick<CreatedApp, 'checks' | 'requests' | 'pushConnections'> {
  readonly port: number
  /** Takes no new connection and answers what it has. */
  close(): Promise<void>
}

export async function listen(options: ListenOptions): Promise<Listening> {
  const { engine, gates, config, clock, log, reader, runners, allowLoopback } = options
  const { host, port, publicUrl } = config
  const created = await createApp({
    gates,
    control: openControl(engine.control, { now: clock.now }),
    explain: (gate, number) => explainOrder(gate.database, number),
    consoleDir: CONSOLE_DIR,
    logger: log,
    clock,
    reader,
    runners,
    allowLoopback,
    readiness: readinessOf(options),
    disk: options.disk,
    settings: options.settings,
    ...(publicUrl === null ? {} : { publicOrigin: new URL(publicUrl).origin }),
  })
  const { app, checks, requests, pushConnections } = created
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    throw explainFailure(cause, host, port)
  }
  const address = app.server.address()
  if (address === null || typeof address === 'string') throw new Error('the HTTP server has no port')
  return {
    port: address.port,
    checks,
    requests,
    pushConnections,
    async close() {
      // A browser keeps its connections open for minutes; idle ones hold nothing.
      app.server.closeIdleConnections()
      await app.close()
    },
  }
}

function readinessOf({ gates, disk }: ListenOptions): ReadinessCheck[] {
  const queue: ReadinessCheck = {
    part: 'queue',
    reason: 'queue_full',
    isReady: async () => (await gates.all()).every((gate) => gate.door.waiting < QUEUE_COMMANDS_MAX),
  }
  if (disk === null) return [queue]
  return [queue, { part: 'disk', reason: 'disk_nearly_full', isReady: () => Promise.resolve(!disk.isLow) }]
}

function explainFailure(cause: unknown, host: string, port: number): Error {
  const { code } = cause as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new Error(`port ${port} on ${host} is in use; choose another with --port`, { cause })
  if (code === 'EACCES')
    return new Error(`port ${port} needs rights this account lacks; choose one above 1023 with --port`, { cause })
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Error(`${host} is not an address of this machine`, { cause })
  return cause instanceof Error ? cause : new Error(String(cause))
}
