import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assertDurable } from './durability.ts'
import { chooseRunAs } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { isAlive } from './embedded-owner.ts'
import { type EmbeddedOptions, type EmbeddedPostgres, startEmbedded } from './embedded.ts'

let folder: string
let dataDir: string
let lines: string[]
let running: EmbeddedPostgres[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidegate-embedded-'))
  await chmod(folder, 0o755)
  dataDir = join(folder, 'postgres')
  lines = []
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  await rm(folder, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ dataDir, log: (line) => lines.push(line), ...options })
  running.push(server)
  return server
}

async function query(url: string, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return await sql.unsafe(text)
  } finally {
    await sql.end()
  }
}

const SERVER_URL = new URL('embedded.ts', import.meta.url).href

/** Another program of ours on the same data folder, which stays until it is killed. */
async function startInAnotherProgram(): Promise<{ program: ChildProcess; url: string; pid: number }> {
  const call = `startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => undefined })`
  const code = `const { startEmbedded } = await import('${SERVER_URL}')
    const { url, pid } = await ${call}
    console.log(JSON.stringify({ url, pid }))`
  const program = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [text] = await once(program.stdout, 'data')
  return { program, ...(JSON.parse(String(text)) as { url: string; pid: number }) }
}

/** What a power cut does to processes: none of them gets to say goodbye. */
async function killServer(pid: number): Promise<void> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  process.kill(pid, 'SIGKILL')
  for (const child of children.trim().split(' ').filter(Boolean)) {
    if (isAlive(Number(child))) process.kill(Number(child), 'SIGKILL')
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadlineMs = performance.now() + 20_000
  while (!(await condition())) {
    if (performance.now() > deadlineMs) throw new Error('the condition did not come true within 20 s')
    await sleep(50)
  }
}

describe('embedded PostgreSQL', () => {
  test('starts durable, UTF-8, with checksums and SCRAM, on the loopback address only', async () => {
    const server = await start()
    const sql = postgres(server.url, { max: 1 })
    await expect(assertDurable(sql)).resolves.toBeUndefined()
    await sql.end()
    const [row] = await query(
      server.url,
      `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
              current_setting('listen_addresses') as addresses, current_setting('password_encryption') as passwords`,
    )
    expect(row).toEqual({ encoding: 'UTF8', checksums: 'on', addresses: '127.0.0.1', passwords: 'scram-sha-256' })
    await expect(query(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/)
  })

  test('the password and the log are readable by us alone', async () => {
    await start()
    const names = (await readdir(folder)).filter((name) => name !== 'postgres')
    const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mode & 0o777))
    expect(Object.fromEntries(names.map((name, position) => [name, modes[position]]))).toEqual({
      'postgres.log': 0o600,
      'postgres.owner': 0o600,
      'postgres.secret': 0o600,
    })
  })

  test('stop ends the process; a later start finds the data', async () => {
    const first = await start()
    await query(first.url, 'create table kept (id int); insert into kept values (42)')
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)
    const second = await start()
    expect(await query(second.url, 'select id from kept')).toEqual([{ id: 42 }])
  })

  test('restart keeps the address and the data', async () => {
    const server = await start()
    const pid = server.pid
    await query(server.url, 'create table kept (id int); insert into kept values (42)')
    await server.restart()
    expect(server.pid).not.toBe(pid)
    expect(await query(server.url, 'select id from kept')).toEqual([{ id: 42 }])
  })

  test('a second start on a live data folder is refused, naming who holds it', async () => {
    const server = await start()
    await expect(start()).rejects.toThrow(`process ${process.pid} (its PostgreSQL is process ${server.pid})`)
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a server that dies by itself is restarted and its end is reported', async () => {
    const server = await start()
    const endings: unknown[] = []
    server.onExit((ending) => endings.push(ending))
    const pid = server.pid
    process.kill(pid, 'SIGKILL')
    await until(() => server.pid !== pid)
    expect(endings).toEqual([{ code: null, signal: 'SIGKILL' }])
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('what was committed survives kill -9 of program and server together', async () => {
    const { program, url, pid } = await startInAnotherProgram()
    await query(url, 'create table kept (id int); insert into kept values (42)')
    program.kill('SIGKILL')
    await killServer(pid)
    await until(() => !isAlive(pid))
    const server = await start()
    expect(await query(server.url, 'select id from kept')).toEqual([{ id: 42 }])
  })

  test('a server orphaned by kill -9 of its program is stopped cleanly, and we say so', async () => {
    const { program, url, pid } = await startInAnotherProgram()
    await query(url, 'create table kept (id int); insert into kept values (42)')
    program.kill('SIGKILL')
    await once(program, 'exit')
    expect(isAlive(pid)).toBe(true)
    const server = await start()
    expect(isAlive(pid)).toBe(false)
    expect(lines.join('\n')).toContain(`PostgreSQL ${pid} was left running by a program that died`)
    expect(await query(server.url, 'select id from kept')).toEqual([{ id: 42 }])
  })

  test.runIf(process.platform === 'linux')(
    'a stale pid that now belongs to another program does not block',
    async () => {
      const first = await start()
      await first.stop()
      await writeFile(join(dataDir, 'postmaster.pid'), `${process.pid}\n${dataDir}\n`)
      await start()
      expect(lines.join('\n')).toContain('removing the stale file')
    },
  )

  test('an initialisation cut short is begun again', async () => {
    const first = await start()
    await first.stop()
    await rm(dataDir, { recursive: true })
    await writeFile(join(folder, 'postgres.unfinished'), 'left by a kill in the middle of initdb')
    const second = await start()
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('a folder that holds something else is not touched', async () => {
    dataDir = folder
    await writeFile(join(folder, 'precious.txt'), 'keep me')
    await expect(start()).rejects.toThrow(/not a PostgreSQL database/)
    expect(await readFile(join(folder, 'precious.txt'), 'utf8')).toBe('keep me')
  })

  test('weakened durability is refused at connect, naming the setting', async () => {
    const server = await start({ settings: { synchronous_commit: 'off' } })
    const sql = postgres(server.url, { max: 1 })
    await expect(assertDurable(sql)).rejects.toThrow('synchronous_commit = off')
    await sql.end()
  })

  test.runIf(process.getuid?.() === 0)('root: works below a folder that only root may enter', async () => {
    await chmod(folder, 0o700)
    const server = await start()
    const [row] = await query(server.url, `select setting from pg_settings where name = 'data_directory'`)
    expect(row?.['setting']).toBe(dataDir)
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
    expect(status).not.toMatch(/^Uid:\s+0\b/m)
  })

  test.runIf(process.getuid?.() === 0)('root: works with the programs below such a folder too', async () => {
    const binaries = await findBinaries()
    const native = dirname(dirname(binaries.initdb))
    await cp(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
    await chmod(folder, 0o700)
    const initdb = join(folder, 'native', 'bin', 'initdb')
    // It runs a program of that folder to see whether it may, and throws if not.
    const runAs = await chooseRunAs({ initdb, folders: [folder], log: (line) => lines.push(line) })
    expect(runAs.account?.uid).toBeGreaterThan(0)
    expect(lines.join('\n')).toContain(folder)
  })
})
