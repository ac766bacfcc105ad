// Receiver data goes in through every entrance; then all that is left outside the process is searched
// for it: tables, files on the disk with their write-ahead log, the server's log, our log and our errors.

import { chmod, mkdtemp, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { order, receive, setUpWorld, SHOP, TEST_RULES } from '../../../../tools/test-world.ts'
import { connect } from '../database/connect.ts'
import type { Database } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { openEngine } from '../merchant/merchants.ts'
import type { OpenGate } from '../merchant/open-merchant.ts'
import { openContent } from '../quarantine/open-content.ts'
import type { ContentToRead } from '../quarantine/reading.ts'
import { replay } from '../quarantine/replay.ts'
import { dumpDatabase, readFolder } from '../testing/database-dump.ts'
import { leakScan } from '../testing/leak-scan.ts'
import { openPage } from '../timeline/raw-page.ts'

/** Long enough never to occur by chance among a hundred megabytes of ciphertext. */
const CANARIES = {
  name: '欧阳金丝雀',
  phone: '13987650421',
  address: '望江东路九百九十九弄金丝雀里',
  buyer: 'canary-buyer-nick-77',
  memo: '请打 0571-88997766 找金丝雀',
  token: 'canary-oaid-token-5512',
  moved: '搬去金丝雀新村三十三幢',
  masked: '金丝***雀雀',
  bytes: 'canary-in-unreadable-bytes',
}
const RECEIVER = {
  name: CANARIES.name,
  phone: CANARIES.phone,
  address: CANARIES.address,
  buyer: CANARIES.buyer,
  memo: CANARIES.memo,
}
const MASKED = {
  name: CANARIES.masked,
  phone: '139****0421',
  address: CANARIES.masked,
  buyer: CANARIES.buyer,
  memo: CANARIES.memo,
  token: CANARIES.token,
  masked: true,
}

const key = (id: string) => ({ ...SHOP, platformOrderId: id })

/** Everything that may carry a receiver, through the door and beside it; returns what callers were told. */
async function sendCanaries(gate: OpenGate): Promise<string[]> {
  const told: string[] = []
  const send = async (work: () => Promise<unknown>): Promise<void> => {
    told.push(
      await work().then(
        (answer) => JSON.stringify(answer),
        (error: Error) => `${error.message} ${error.stack} ${JSON.stringify(error)}`,
      ),
    )
  }
  const record = (
    wish: Parameters<typeof order>[0],
    raw = true,
    change: (command: ReturnType<typeof order>) => void = () => undefined,
  ) =>
    send(() => {
      const command = order({ receiver: RECEIVER, ...wish })
      change(command)
      return gate.submit(command, raw ? Buffer.from(`raw answer: ${JSON.stringify(command)}`) : undefined)
    })
  await send(() => gate.submit(receive('A', 'HD', 5)))
  await record({ id: 'plain' })
  await record({ id: 'own-content' }, false)
  await record({ id: 'masked', receiver: MASKED })
  await record({ id: 'moved' })
  await record({
    id: 'moved',
    version: Date.parse('2026-11-12T00:00:00Z'),
    province: '广东省',
    receiver: { ...RECEIVER, address: CANARIES.moved },
  })
  await record({ id: 'moved', version: 1 })
  await record({ id: 'waits', lines: { A: 1_000 } })
  await record({ id: 'unmapped', lines: { unheard_of: 1 } })
  // Poison of several kinds: PostgreSQL refuses the bytes, a constraint refuses the row, our own code throws.
  await record({ id: 'poison-bytes' }, true, (command) => void (command.snapshot.currency = 'C\u0000Y'))
  await record({ id: 'poison-own' }, false, (command) => void (command.snapshot.currency = 'C\u0000Y'))
  await record({ id: 'poison-row' }, true, (command) => void (command.snapshot.freightFen = -1))
  await record({ id: 'poison-type' }, true, (command) => void (command.snapshot.freightFen = CANARIES.address as never))
  await record({ id: 'poison-code' }, true, (command) => void (command.snapshot.lines = [null] as never))
  await record(
    { id: 'poison-phone' },
    true,
    (command) => void ((command.snapshot.receiver as { phone: unknown }).phone = null),
  )
  await send(() =>
    gate.quarantine({
      key: null,
      source: 'channel:taobao/main',
      code: 'undecodable',
      reason: 'no id',
      raw: Buffer.from(`{${CANARIES.bytes}`),
    }),
  )
  await send(() =>
    gate.quarantine({
      key: key('q'),
      source: 'channel:taobao/main',
      code: 'undecodable',
      reason: 'lines',
      raw: Buffer.from(JSON.stringify(RECEIVER)),
    }),
  )
  await mendQuarantine(gate, send)
  await send(() =>
    gate.submit({ kind: 'place_hold', actor: 'user:1', key: key('plain'), hold: 'risk', reason: 'check' }),
  )
  await send(() =>
    gate.submit({ kind: 'record_refund', actor: 'channel:taobao', key: key('masked'), refundId: 'R1', amountFen: 100 }),
  )
  await send(() => gate.submit({ kind: 'cancel_order', actor: 'user:1', key: key('plain'), reason: 'buyer' }))
  await send(() => gate.runDueWork())
  return told
}

/** Content looked at, corrected, and replayed by a reader that throws what it read: only the look shows any of it. */
async function mendQuarantine(gate: OpenGate, send: (work: () => Promise<unknown>) => Promise<void>): Promise<void> {
  const rows = await gate.database<{ id: number; version: string }[]>`
    select id, encode(content_hash, 'hex') as version from quarantine order by id`
  const bytes = Buffer.from(JSON.stringify({ ...RECEIVER, address: CANARIES.moved }))
  const reader = ({ content }: ContentToRead) => Promise.reject(new Error(`cannot read ${content.toString()}`))
  const { signal } = new AbortController()
  for (const { id, version } of rows) {
    expect(await openContent(gate, { id, actor: 'user:1', reason: 'check' })).not.toBeNull()
    await send(() => replay(gate, { id, actor: 'user:1', reader, signal, correction: { bytes, version } }))
    await send(() => replay(gate, { id, actor: 'user:1', reader, signal }))
  }
  const failures = await gate.database`select 1 as one from quarantine where code = 'reader_failed'`
  expect(failures.length).toBeGreaterThan(3)
}

const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'))

/** The same text in each form the scanner claims to know, so that it is known to find it. */
async function plant(sql: Database): Promise<void> {
  const { name, phone } = CANARIES
  await sql`create schema planted`
  await sql`create table planted.leaks (form text, content text, bytes bytea)`
  const utf16 = Buffer.from(name, 'utf16le')
  const rows: [string, string | null, Buffer | null][] = [
    ['utf-8', `to ${name}`, null],
    ['utf-8 bytes', null, Buffer.from(`to ${phone}`)],
    ['utf-16', null, utf16],
    ['hex', Buffer.from(`x${name}`).toString('hex'), null],
    ...[0, 1, 2].map((n): [string, string, null] => [
      'base64',
      Buffer.from(`${'x'.repeat(n)}${phone}, ${name}`).toString('base64'),
      null,
    ]),
  ]
  for (const [form, content, bytes] of rows)
    await sql`insert into planted.leaks (form, content, bytes) values (${form}, ${content}, ${bytes})`
  await sql.unsafe(`do $$ begin raise log 'cannot reach ${name}'; end $$`)
}

test('receiver data is nowhere but under seal, and the search would find it', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'tidegate-canary-')))
  await chmod(folder, 0o755)
  const dataDir = join(folder, 'postgres')
  const server = await startEmbedded({ dataDir, log: () => undefined })
  try {
    const scan = leakScan(Object.values(CANARIES))
    const logs: string[] = []
    const engine = await openEngine({
      url: server.url,
      masterKeyFile: join(folder, 'master.key'),
      codeVersion: 'test',
      log: (line) => logs.push(line),
    })
    await engine.merchants.create({ code: 'test', name: 'Test', isDemo: false, rules: TEST_RULES })
    const gate = await engine.merchants.open('test')
    await setUpWorld(gate)
    const told = await sendCanaries(gate)

    // They did go in: under seal, they can be read back.
    const pages = await gate.database<{ sealed: Buffer }[]>`select sealed from raw_pages`
    const opened = pages.flatMap(({ sealed }) => openPage(gate.context.vault, sealed)).join('\n')
    for (const canary of [CANARIES.address, CANARIES.token, CANARIES.moved]) expect(opened).toContain(canary)
    const subjects = await gate.database<{ subject: string }[]>`select subject from quarantine order by subject`
    expect(subjects.length).toBeGreaterThanOrEqual(5)

    const admin = connect(server.url, { connectionsMax: 1, applicationName: 'canary', searchPath: 'public' })
    const search = async (): Promise<string[]> => {
      const serverLog = { place: 'server log', bytes: await readFile(`${dataDir}.log`) }
      const ours = [
        { place: 'our log', bytes: bytesOf(logs) },
        { place: 'answers and errors', bytes: bytesOf(told) },
      ]
      return [...(await dumpDatabase(admin)), ...ours, serverLog].flatMap(({ place, bytes }) => scan.find(place, bytes))
    }
    await admin`checkpoint`
    expect(await search()).toEqual([])
    expect((await readFolder(dataDir)).flatMap(({ place, bytes }) => scan.find(place, bytes))).toEqual([])

    await plant(admin)
    await admin`checkpoint`
    const found = await search()
    const { name, phone } = CANARIES
    for (const form of ['utf-8', 'utf-16le', 'hex', 'base64'])
      expect(found).toContain(`${name} as ${form} in planted.leaks (${form === 'utf-16le' ? 'binary' : 'text'})`)
    expect(found).toContain(`${phone} as utf-8 in planted.leaks (binary)`)
    expect(found).toContain(`${name} as utf-8 in server log`)
    const onDisk = (await readFolder(dataDir)).flatMap(({ place, bytes }) => scan.find(place, bytes))
    expect(onDisk.some((line) => line.includes('/pg_wal/'))).toBe(true)
    expect(onDisk.some((line) => line.includes('/base/'))).toBe(true)
    expect(scan.find('our log', bytesOf([...logs, `sent to ${phone}`]))).toEqual([`${phone} as utf-8 in our log`])

    await Promise.all([admin.end({ timeout: 1 }), gate.close()])
    await engine.close()
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
