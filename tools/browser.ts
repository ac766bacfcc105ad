// A real Chromium for e2e tests and screenshots, from an npm package, so nothing need be installed.
// CHROMIUM_PATH names another one, for instance the system's.
import { existsSync } from 'node:fs'
import { access, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import chromiumPackage from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const CACHE_FOLDER = join(import.meta.dirname, '..', '.cache')
// Per user: the unpacked browser is executable by its owner only.
const UNPACKED_NAME = `chromium-${packageVersion('@sparticuz/chromium')}-${process.getuid?.() ?? 0}`

/** Starts a headless browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? (await unpackedChromium())
  const fonts = join(dirname(executablePath), 'fonts')
  // A bare machine has no font configuration; the package brings one with a Latin font.
  const fontEnvironment = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: fonts }
  return chromium.launch({
    executablePath,
    env: { ...definedEnvironment(), ...fontEnvironment },
    // Text must look the same on every machine.
    args: ['--disable-background-networking', '--font-render-hinting=none', '--disable-gpu', '--no-zygote'],
    // The sandbox needs user namespaces, which root in a container and hardened kernels do not have.
    chromiumSandbox: false,
  })
}

async function unpackedChromium(): Promise<string> {
  const folder = await writableFolder()
  const unpacked = join(folder, UNPACKED_NAME)
  if (!existsSync(unpacked)) await unpack(folder, unpacked)
  return join(unpacked, 'chromium')
}

/** The checkout's cache, unless another user owns it. */
async function writableFolder(): Promise<string> {
  try {
    await mkdir(CACHE_FOLDER, { recursive: true })
    await access(CACHE_FOLDER, constants.W_OK)
    return CACHE_FOLDER
  } catch {
    return tmpdir()
  }
}

/**
 * The package unpacks to the temporary folder and takes a half-written browser of another process
 * for a whole one. So each process unpacks into a folder of its own, which is renamed when complete.
 */
async function unpack(folder: string, unpacked: string): Promise<void> {
  const unfinished = await mkdtemp(join(folder, `${UNPACKED_NAME}-`))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = unfinished
  try {
    await chromiumPackage.executablePath()
    await rename(unfinished, unpacked)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Another process was first: its copy is as good as ours.
    if (!existsSync(unpacked)) throw error
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}

function definedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(entries)
}

function packageVersion(name: string): string {
  const require = createRequire(import.meta.url)
  const main = require.resolve(name)
  const folder = main.slice(0, main.lastIndexOf(name) + name.length)
  return (require(join(folder, 'package.json')) as { version: string }).version
}
