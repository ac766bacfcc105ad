// Guards: PostgreSQL refuses to run as root, so from root it runs under an unprivileged account,
// which must be able to enter the folders above the programs and the data.
import { execFile } from 'node:child_process'
import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

export type Account = { name: string; uid: number; gid: number }
type Command = { file: string; args: string[]; uid?: number; gid?: number }

/** Turns a program and its arguments into what to spawn so that it runs unprivileged. */
export type RunAs = { account: Account | undefined; command: (program: string, args: string[]) => Command }

export type RunAsOptions = { initdb: string; folders: string[]; log: (line: string) => void }

const ACCOUNT_NAME = 'tidegate'
// An account that some machines already have for exactly this purpose.
const SUITABLE_NAMES = [ACCOUNT_NAME, 'postgres']

/** Ordinary users run PostgreSQL as themselves; root hands it to an unprivileged account. */
export async function chooseRunAs(options: RunAsOptions): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { account: undefined, command: (file, args) => ({ file, args }) }
  const account = (await findAccount()) ?? (await createAccount(options.log))
  const blocked = await firstBlockedFolder(options.folders, account)
  if (blocked === undefined) {
    const { uid, gid } = account
    return { account, command: (file, args) => ({ file, args, uid, gid }) }
  }
  const command = passClosedFolders(account)
  // Unlike --version, --show makes it look for its other programs, which is where it would fail.
  await assertWorks(command(options.initdb, ['--show', '--pgdata=/nonexistent']), blocked, account)
  options.log(`account ${account.name} may not enter ${blocked}; PostgreSQL gets the right to read past it`)
  return { account, command }
}

async function findAccount(): Promise<Account | undefined> {
  const rows = (await readFile('/etc/passwd', 'utf8')).split('\n').map((row) => row.split(':'))
  for (const wanted of SUITABLE_NAMES) {
    const row = rows.find(([name]) => name === wanted)
    const account = { name: wanted, uid: Number(row?.[2]), gid: Number(row?.[3]) }
    if (account.uid > 0) return account
  }
  return undefined
}

async function createAccount(log: (line: string) => void): Promise<Account> {
  const flags = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent']
  try {
    await execute('useradd', [...flags, '--shell', '/usr/sbin/nologin', ACCOUNT_NAME])
  } catch (cause) {
    // Another process of ours may have created it a moment ago.
    const account = await findAccount()
    if (account !== undefined) return account
    const remedy = `create a system account named "${ACCOUNT_NAME}", run as an ordinary user, or set DATABASE_URL`
    throw new Error(`PostgreSQL cannot run as root and useradd failed: ${remedy}`, { cause })
  }
  log(`PostgreSQL cannot run as root: created the system account "${ACCOUNT_NAME}" for it`)
  const account = await findAccount()
  if (account === undefined) throw new Error(`useradd reported success, but account "${ACCOUNT_NAME}" is not there`)
  return account
}

/** The outermost folder on the way to any of these that the account may not enter. */
export async function firstBlockedFolder(folders: string[], account: Account): Promise<string | undefined> {
  const steps = (await Promise.all(folders.map((folder) => realpath(folder)))).flatMap(pathSteps)
  const enterable = await Promise.all(steps.map((step) => mayEnter(step, account)))
  return steps.find((_, position) => enterable[position] === false)
}

function pathSteps(path: string): string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [...pathSteps(parent), path]
}

async function mayEnter(folder: string, account: Account): Promise<boolean> {
  const { mode, uid, gid } = await stat(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0
}

/**
 * One capability, dac_read_search, lets the account pass closed folders without changing any
 * folder's mode. It can then read every file, which root let it do by starting it there.
 */
function passClosedFolders(account: Account): RunAs['command'] {
  const identity = ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups']
  const capability = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  // PostgreSQL looks for its own programs with access(2), which ignores capabilities of an ordinary
  // user unless this bit says that user ids and capabilities are separate matters.
  const separate = ['--securebits=+no_setuid_fixup']
  return (program, args) => ({
    file: 'setpriv',
    args: [...identity, ...separate, ...capability, '--', program, ...args],
  })
}

async function assertWorks(command: Command, blocked: string, account: Account): Promise<void> {
  try {
    await execute(command.file, command.args, { cwd: '/' })
  } catch (cause) {
    const remedy = `allow it (chmod o+x ${blocked}), move the checkout, or run as an ordinary user`
    throw new Error(`PostgreSQL runs as "${account.name}", which may not enter ${blocked}: ${remedy}`, { cause })
  }
}
