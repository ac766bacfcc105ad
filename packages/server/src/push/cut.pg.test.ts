// A connection that goes silent for longer than it may, as a train in a tunnel: what changed meanwhile is there when the
// client comes back with what it held, and nothing is told twice or in the wrong order.

import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { topicName } from '@tidegate/contract'
import type { PoolStock } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { receive } from '../../../../tools/test-world.ts'
import { openTestApp } from '../http/test-app.ts'
import { openPush, waitFor } from './test-push.ts'

const [A, B] = [topicName({ kind: 'stock', sku: 'A' }), topicName({ kind: 'stock', sku: 'B' })]
/** The program's own are ten and twenty-five seconds; a cut of a minute is to those as this one is to these. */
const LIMITS = { aliveIntervalMs: 100, deadAfterMs: 250 }
const CUT_MS = 600

test('a client cut off for more than the server waits resumes without a gap', async () => {
  await using rig = await openTestApp({ pushLimits: LIMITS })
  const { gate } = rig.engine
  await using tunnel = await openTunnel(rig.port)
  const cookie = await rig.signIn('viewer')
  const own = {
    port: tunnel.port,
    cookie,
    headers: { host: `127.0.0.1:${rig.port}`, origin: `http://127.0.0.1:${rig.port}` },
  }
  const first = await openPush(own)
  first.subscribe([A, B])
  await gate.submit(receive('A', 'HD', 1))
  await gate.submit(receive('B', 'HD', 1))
  await first.until<PoolStock>(A, ({ onHand }) => onHand === 1)
  const held = await first.until<PoolStock>(B, ({ onHand }) => onHand === 1)

  tunnel.cut()
  const cutAt = performance.now()
  for (let change = 0; performance.now() - cutAt < CUT_MS; change += 1) {
    await gate.submit({ ...receive('A', 'HD', 1), reference: `during the cut ${change}` })
  }
  // The server has let it go by now; the client, which hears nothing, still believes in it.
  await waitFor(() => tunnel.serverEnded, 'the server to give the connection up')
  expect(first.closed).toBeNull()
  expect(first.held.get(A)?.value).toMatchObject({ onHand: 1 })
  await first.close()
  tunnel.mend()

  const again = await openPush(own)
  again.subscribe([A, B], first.held)
  const [row] = await gate.database<{ onHand: number; version: number }[]>`
    select on_hand as "onHand", p.version from pools p join skus s on s.id = p.sku_id where s.code = 'A'`
  const now = await again.until<PoolStock>(A, ({ onHand }) => onHand === row?.onHand)
  expect(now.version).toBe(row?.version)
  // What did not change is not sent again, only called current.
  await waitFor(
    () => again.messages.some((each) => each.type === 'current' && each.topics.includes(B)),
    'B to be current',
  )
  expect(again.held.has(B)).toBe(false)
  await gate.submit({ ...receive('B', 'HD', 1), reference: 'after the cut' })
  expect((await again.until<PoolStock>(B, ({ onHand }) => onHand === 2)).version).toBeGreaterThan(held.version)
  await again.close()
})

interface Tunnel extends AsyncDisposable {
  port: number
  /** The server has closed its end of the first connection. */
  readonly serverEnded: boolean
  /** Nothing passes any more, and nobody is told. */
  cut(): void
  mend(): void
}

async function openTunnel(to: number): Promise<Tunnel> {
  const sockets = new Set<Socket>()
  let isCut = false
  let serverEnded = false
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => void (isCut || into.write(bytes)))
      from.on('error', () => undefined)
      from.on('close', () => {
        if (from === far) serverEnded = true
        if (!isCut) into.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get serverEnded() {
      return serverEnded
    },
    cut: () => void (isCut = true),
    mend: () => void (isCut = false),
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
