// Runs the commands of a check, two at a time, and reports each with its time.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '..')

export type Step = {
  name: string
  /** A program of node_modules/.bin, and its arguments. */
  command: [string, ...string[]]
}

const STEPS_AT_ONCE = 2 // Our smallest machine has two cores, and the tools use threads of their own.

/** Runs every step, whatever the others do, and gives the names of those that failed. */
export async function runSteps(steps: Step[]): Promise<string[]> {
  const waiting = [...steps]
  const failed: string[] = []
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await runStep(step))) failed.push(step.name)
    }
  }
  await Promise.all(Array.from({ length: STEPS_AT_ONCE }, work))
  return failed
}

async function runStep({ name, command }: Step): Promise<boolean> {
  const startMs = performance.now()
  const { code, output } = await runTool(command, 'collect')
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output.trimEnd())
  return code === 0
}

/** Runs one of our development tools on this very Node, which is the one its script asks for. */
export function runTool(
  [tool, ...args]: [string, ...string[]],
  output: 'collect' | 'show',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const program = join(ROOT, 'node_modules', '.bin', tool)
    const stdio = output === 'show' ? 'inherit' : (['ignore', 'pipe', 'pipe'] as const)
    const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, stdio: stdio as 'inherit' | 'pipe' })
    const chunks: Buffer[] = []
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
    const text = (): string => Buffer.concat(chunks).toString()
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output: text() }))
  })
}
