// Every npm script starts here, on whatever Node the machine has (20 or newer): it installs what
// is missing, then runs the script on the Node 24 that is one of our dependencies.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE = join(ROOT, 'node_modules', '.bin', 'node')
const TARGETS = {
  start: ['packages/server/src/main.ts', 'start'],
  tidegate: ['packages/server/src/main.ts'],
  bench: ['packages/server/src/main.ts', 'bench'],
  test: ['tools/test.ts'],
  check: ['tools/check.ts'],
  format: ['tools/check.ts', '--fix'],
  screenshots: ['tools/screenshots.ts'],
}

/** V8 lets garbage stand while the machine has memory; an import must fit a small machine, whatever its file. */
const SMALL_HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=40']

const [name = '', ...flags] = process.argv.slice(2)
const target = TARGETS[name]
if (target === undefined) stop(2, `unknown script "${name}"; one of: ${Object.keys(TARGETS).join(', ')}`)

const reason = installReason()
if (reason !== undefined) {
  say(`${reason}; running npm install, which takes about a minute`)
  const startMs = performance.now()
  const progress = setInterval(
    () => say(`still installing, ${Math.round((performance.now() - startMs) / 1000)} s`),
    10_000,
  )
  const code = await run(process.env.npm_execpath ? process.execPath : 'npm', npmArguments())
  clearInterval(progress)
  if (code !== 0) stop(code, `npm install failed with exit code ${code}`)
  const stillMissing = installReason()
  if (stillMissing !== undefined)
    stop(1, `npm install finished, yet ${stillMissing}; are install scripts switched off?`)
}
const oneSignal = join(ROOT, 'tools', 'one-signal.mjs')
const heap = flags[0] === 'import' ? SMALL_HEAP : []
process.exitCode = await run(NODE, [
  ...heap,
  '--import',
  oneSignal,
  join(ROOT, target[0]),
  ...target.slice(1),
  ...flags,
])

/** Why the dependencies must be installed, or undefined when the installed tree is what the lockfile says. */
function installReason() {
  const installed = readPackages(join(ROOT, 'node_modules', '.package-lock.json'))
  if (installed === undefined) return 'dependencies are not installed'
  for (const [path, wanted] of Object.entries(readPackages(join(ROOT, 'package-lock.json')) ?? {})) {
    // Optional packages for other machines are in the lockfile but rightly not on the disk.
    const skippable = wanted.optional || wanted.devOptional || wanted.peer
    if (path === '' || path.startsWith('packages/')) continue
    if (installed[path] === undefined && skippable) continue
    if (installed[path]?.version !== wanted.version) return `${path} is not the locked version`
  }
  return existsSync(NODE) ? undefined : 'Node 24 is not installed'
}

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

/** The npm that started us, so that the one on the PATH may be another or absent. */
function npmArguments() {
  const npm = process.env.npm_execpath
  // Not `npm ci`: it refuses when a registry lacks a native package for some other platform. This
  // keeps to the lockfile too, does not write it, and installReason() checks the result against it.
  // Development tools are needed by npm test, and NODE_ENV=production would leave them out.
  const flags = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-fund',
    '--no-audit',
    '--loglevel=error',
  ]
  return npm ? [npm, ...flags] : flags
}

/** Runs a program in our process group and gives its exit code, 128 + n if signal n ended it. */
function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit' })
    // Ctrl-C reaches the child directly, through us, and through npm. We pass on every copy, so that
    // none is lost when only one of us is signalled; one-signal.mjs makes them one in the child.
    const forward = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    child.on('error', (error) => stop(127, `cannot run ${program}: ${error.message}`))
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

function say(text) {
  process.stderr.write(`tidegate: ${text}\n`)
}

function stop(code, text) {
  say(text)
  process.exit(code)
}
