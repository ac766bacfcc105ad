// The console is bundled once and again whenever its sources are newer than the bundle.

import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const PACKAGES = join(import.meta.dirname, '..', '..', '..')
const CONSOLE = join(PACKAGES, 'console')
const SOURCES = [
  join(CONSOLE, 'src'),
  join(CONSOLE, 'public'),
  join(CONSOLE, 'index.html'),
  join(CONSOLE, 'package.json'),
  join(CONSOLE, 'vite.config.ts'),
  join(PACKAGES, 'contract', 'src'),
]
const OUTPUT_LINES_SHOWN = 12

export async function consoleIsCurrent(): Promise<boolean> {
  const built = await stat(join(CONSOLE, 'dist', 'index.html')).catch(() => null)
  if (built === null) return false
  const changed = await Promise.all(SOURCES.map(newestChangeMs))
  return Math.max(...changed) <= built.mtimeMs
}

async function newestChangeMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  if (found === null) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const entries = await readdir(path)
  // The folder's own time tells of removed files.
  return Math.max(found.mtimeMs, ...(await Promise.all(entries.map((entry) => newestChangeMs(join(path, entry))))))
}

/** Bundles it with the Vite among our dependencies; throws with the end of its output where that fails. */
export async function buildConsole(signal: AbortSignal): Promise<void> {
  // Its folder holds the program; the package's exports do not name it.
  const vite = dirname(createRequire(join(CONSOLE, 'package.json')).resolve('vite/package.json'))
  const args = [join(vite, 'bin', 'vite.js'), 'build', CONSOLE, '--logLevel', 'warn']
  // Whatever it says of us, for instance in a test: another value bundles the React of developers, many times slower.
  const env = { ...process.env, NODE_ENV: 'production' }
  const child = spawn(process.execPath, args, { cwd: CONSOLE, env, stdio: ['ignore', 'pipe', 'pipe'], signal })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString('utf8')))
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exitCode) => resolve(exitCode ?? 1))
  })
  if (code === 0) return
  throw new Error(
    `the console could not be built:\n${output.trimEnd().split('\n').slice(-OUTPUT_LINES_SHOWN).join('\n')}`,
  )
}
