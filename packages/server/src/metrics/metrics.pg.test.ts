// The served program with metrics, on a real port, and the gates of one whose disk is nearly full.

import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { PATHS } from '@tidegate/contract'
import { OverloadError, runVerification } from '@tidegate/engine'
import { expect, test } from 'vitest'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import { order, receive } from '../../../../tools/test-world.ts'
import { systemClock } from '../clock.ts'
import { createGates } from '../gates.ts'
import { createLog } from '../log.ts'
import { startServing } from '../serve.ts'
import { METRICS } from './metrics.ts'

const GUIDE = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'guides', 'alerts.md')

async function get(port: number, path: string, host = `127.0.0.1:${port}`): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, agent: false, headers: { host } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

test('metrics tell what was done, on this machine only; without a port there are none', async () => {
  await using rig = await openTestEngine()
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    dataDir: import.meta.dirname,
    roles: ['http'] as const,
    pollSeconds: 30,
    overlapSeconds: 0,
    diskFreeMinMb: 1,
  }
  const rest = { engine: rig.engine, shops: [], clock: systemClock, random: Math.random, log: createLog('silent') }
  const silent = await startServing({ ...rest, config: { ...config, metricsPort: null } })
  expect(silent.metricsPort).toBeNull()
  await silent.stop()

  const serving = await startServing({ ...rest, config: { ...config, metricsPort: 0 } })
  const gate = await serving.gates.open('test')
  await gate.submit(receive('A', 'HD', 5))
  await gate.submit(order({ id: '1', lines: { A: 1 } }))
  await gate.quarantine({ key: null, source: 'api', code: 'undecodable', reason: 'no order', raw: Buffer.from('{}') })
  await runVerification(gate.database, 'test')
  await get(serving.port ?? 0, PATHS.health)
  const port = serving.metricsPort ?? 0
  const { status, text } = await get(port, '/metrics')
  expect(status).toBe(200)
  for (const line of [
    'tidegate_commands_total{merchant="test",kind="receive_stock",outcome="recorded"} 1',
    'tidegate_commands_total{merchant="test",kind="record_order",outcome="recorded"} 1',
    'tidegate_quarantine_open{merchant="test"} 1',
    'tidegate_queue_commands{merchant="test"} 0',
    'tidegate_figures_missing{merchant="test"} 0',
    'tidegate_invariants_violated{merchant="test"} 0',
    'tidegate_ready{part="database"} 1',
    'tidegate_ready{part="disk"} 1',
    'tidegate_push_connections 0',
    `tidegate_http_requests_total{method="GET",route="${PATHS.health}",status="200"} 1`,
    'tidegate_answer_duration_seconds_count{merchant="test"} 2',
  ])
    expect(text.split('\n')).toContain(line)
  expect(Number(text.match(/^tidegate_disk_free_bytes (\d+)/m)?.[1])).toBeGreaterThan(1)
  expect((await get(port, '/metrics', 'rebound.example')).status).toBe(404)
  expect((await get(port, '/')).status).toBe(404)
  expect((await get(serving.port ?? 0, '/metrics')).text).not.toContain('tidegate_')
  await serving.stop()
})

test('while nothing more may be written the gate takes no command, and takes them again after', async () => {
  await using rig = await openTestEngine()
  let isLow = true
  const gates = createGates(rig.engine, { mayTake: () => !isLow })
  const gate = await gates.open('test')
  await expect(gate.submit(receive('A', 'HD', 5))).rejects.toThrow(OverloadError)
  const key = { channel: 'taobao', shop: 'main', platformOrderId: '1' } as const
  const entry = {
    key,
    source: 'channel:taobao/main',
    code: 'undecodable',
    reason: 'why',
    raw: Buffer.from('{}'),
  } as const
  await expect(gate.quarantine(entry)).rejects.toThrow(OverloadError)
  isLow = false
  expect(await gate.submit(receive('A', 'HD', 5))).toMatchObject({ outcome: 'recorded' })
  await gates.close()
})

test('every alert of the guide names metrics that exist, and what to do', async () => {
  const text = await readFile(GUIDE, 'utf8')
  const rules = text.split(/^\s*- alert: /m).slice(1)
  expect(rules.length).toBeGreaterThan(8)
  for (const rule of rules) {
    const named = rule.match(/\b(tidegate|process|nodejs)_\w+/g) ?? []
    expect(named, rule).not.toHaveLength(0)
    const base = named.map((name) => name.replace(/_(bucket|sum|count)$/, ''))
    expect(base.filter((name) => !Object.hasOwn(METRICS, name))).toEqual([])
    expect(rule).toMatch(/expr: .+[\s\S]+for: \d+[smh][\s\S]+severity: (page|ticket)[\s\S]+summary: .+/)
  }
})
