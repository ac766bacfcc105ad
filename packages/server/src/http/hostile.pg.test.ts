// Sockets that are slow, silent or leave a body half sent hang at the side; orders come in all the same, and the limits
// clear the sockets away.

import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { PATHS } from '@tidegate/contract'
import { expect, test } from 'vitest'
import { waitFor } from '../push/test-push.ts'
import { openApiRig, sampleOrder } from './open-api/open-api-rig.ts'

const HOSTILE = 150
const ORDERS = 40

test('hostile sockets do not keep orders from coming in, and are cut off', async () => {
  const limits = { headersTimeoutMs: 2_000, requestTimeoutMs: 3_000, timeoutCheckMs: 200, connectionIdleMs: 3_000 }
  await using rig = await openApiRig({ limits })
  const connections = (): Promise<number> =>
    new Promise((resolve) => rig.app.server.getConnections((_error, count) => resolve(count)))
  const head = `POST ${PATHS.orders} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\nAuthorization: ${rig.headers.authorization}\r\n`
  const texts = ['', head, `${head}Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{"shop":`]
  const sockets = Array.from({ length: HOSTILE }, (_, index) => hang(rig.port, texts[index % texts.length] ?? ''))
  await waitFor(async () => (await connections()) >= HOSTILE, 'the sockets to hang')

  const answers = await Promise.all(
    Array.from({ length: ORDERS }, (_, index) =>
      rig.post(PATHS.orders, sampleOrder({ platformOrderId: `SO-${index}` })),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array<number>(ORDERS).fill(201))
  const [stored] = await rig.engine.gate.database<{ count: number }[]>`select count(*) as count from orders`
  expect(stored?.count).toBe(ORDERS)

  await waitFor(async () => (await connections()) === 0, 'the sockets to be cut off')
  for (const socket of sockets) socket.destroy()
})

function hang(port: number, text: string): Socket {
  const socket = connect(port, '127.0.0.1', () => socket.write(text))
  socket.on('error', () => undefined)
  socket.resume()
  return socket
}
