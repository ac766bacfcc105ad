import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const BENCH = join(import.meta.dirname, '..', '..', '..', '..', 'tools', 'bench', 'main.ts')

/** A process of its own: the figures must not carry this program's heap and listeners. */
export async function runBench(words: readonly string[]): Promise<number> {
  if (!existsSync(BENCH)) throw new Error('tools/bench/main.ts is not in this checkout')
  const child = spawn(process.execPath, [...process.execArgv, BENCH, ...words], { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, forward)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
