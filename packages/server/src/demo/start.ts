// `npm start`: everything on this machine with nothing to set up, told step by step.

import { join } from 'node:path'
import type { SettingReport } from '@tidegate/contract'
import type { Engine } from '@tidegate/engine'
import { baseUrl } from '../base-url.ts'
import { systemClock } from '../clock.ts'
import { parseConfig } from '../config.ts'
import type { Config } from '../config.ts'
import { createGates } from '../gates.ts'
import { createLog } from '../log.ts'
import type { Log } from '../log.ts'
import { FIRST_RULES } from '../merchant-rules.ts'
import { ROLES } from '../roles.ts'
import { startServing } from '../serve.ts'
import type { ServedShop } from '../link/shop-runner.ts'
import type { Serving } from '../serve.ts'
import { freshSignInLink } from '../sign-in-link.ts'
import { aborted, stopSignal } from '../stop-signal.ts'
import { openStoreEngine, ownStore } from '../store.ts'
import { buildConsole, consoleIsCurrent } from './build-console.ts'
import { createClosers } from './closers.ts'
import type { Closers } from './closers.ts'
import { errorsToTerminal } from './console-stream.ts'
import { openDemoShops } from './demo-shops.ts'
import type { DemoShops } from './demo-shops.ts'
import { toLogFile } from './log-file.ts'
import { DEMO_MERCHANT, demoShopName, readPauseMs, setUpDemo } from './pet-food-shop.ts'
import { resetInstallation } from './reset.ts'
import { runStatusLine } from './status-line.ts'
import { createSteps } from './steps.ts'
import type { Steps } from './steps.ts'
import { createWarehouseHand } from './warehouse.ts'

const EMPTY_MERCHANT = { code: 'main', name: '我的商家', isDemo: false } as const
const DEMO_POLL_SECONDS = 5
const DEMO_OVERLAP_SECONDS = 60

/** What the parts of a start share. */
interface Start {
  config: Config
  settings: readonly SettingReport[]
  log: Log
  steps: Steps
  stop: AbortSignal
  closers: Closers
}

const print = (text: string): void => void process.stdout.write(text)

/** Runs until asked to stop. */
export async function runStart(given: Config, settings: readonly SettingReport[]): Promise<number> {
  const { dataDir, reset: wantsReset, yes, logLevel } = given
  if (wantsReset && !(await resetInstallation({ dataDir, isSure: yes, print }))) {
    print('nothing was removed\n')
    return 1
  }
  // The demo is one process on its own database, whatever the environment says of another installation.
  const demo = { databaseUrl: null, masterKeyFile: null, publicUrl: null, roles: ROLES }
  const config = { ...given, ...demo, pollSeconds: DEMO_POLL_SECONDS, overlapSeconds: DEMO_OVERLAP_SECONDS }
  const fileLevel = logLevel === 'silent' ? 'error' : logLevel
  const logFile = join(dataDir, 'tidegate.log')
  const log = createLog(fileLevel, [toLogFile(logFile, fileLevel), errorsToTerminal(print)])
  const stop = stopSignal((line) => print(`\n${line}\n`))
  const steps = createSteps({ total: config.empty ? 4 : 6, print, nowMs: () => performance.now() })
  const closers = createClosers()
  try {
    await startAll({ config, settings, log, steps, stop, closers }, logFile)
    await aborted(stop)
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    await closers.closeAll()
  }
  print('stopped; `npm start` goes on from here\n')
  return 0
}

async function startAll(start: Start, logFile: string): Promise<void> {
  const { config, settings, log, steps, stop, closers } = start
  const store = await steps.run('start PostgreSQL', () => ownStore(config, log))
  closers.add(store.close)
  stop.throwIfAborted()
  const engine = await steps.run('bring the database up to date', () => openStoreEngine(store, config, log))
  closers.add(() => engine.close())
  stop.throwIfAborted()
  const demo = config.empty ? await prepareEmpty(engine) : await prepareDemo(engine, start)
  const shops = demo === null ? [] : servedOf(demo)
  await steps.run('prepare the console', (note) => prepareConsole(note, start))
  stop.throwIfAborted()
  const serving = await steps.run('start the program', () =>
    startServing({
      engine,
      config,
      settings,
      shops,
      clock: systemClock,
      random: Math.random,
      log,
      allowLoopback: true,
    }),
  )
  closers.add(serving.stop)
  await demo?.postTo(`http://127.0.0.1:${serving.port ?? config.port}`)
  await followProgress(serving, start)
  const merchant = config.empty ? EMPTY_MERCHANT : DEMO_MERCHANT
  const running = { ...config, port: serving.port ?? config.port }
  const link = await freshSignInLink(engine, merchant.code, baseUrl(running))
  const again = `npm run tidegate -- sign-in ${merchant.code}${flagsToRepeat(running)}`
  print(welcome({ merchant: merchant.name, link, logFile, again }))
}

async function prepareEmpty(engine: Engine): Promise<null> {
  await engine.merchants.create({ ...EMPTY_MERCHANT, rules: FIRST_RULES })
  return null
}

async function prepareDemo(engine: Engine, start: Start): Promise<DemoShops> {
  const { config, log, steps, stop, closers } = start
  const pauseMs = await steps.run(`set up the demo merchant ${DEMO_MERCHANT.name}`, (note) =>
    prepareDemoMerchant(engine, note),
  )
  stop.throwIfAborted()
  const shops = await steps.run('open the simulated shops', (note) =>
    openDemoShops({ file: join(config.dataDir, 'demo.json'), wish: config, pauseMs, note, clock: systemClock, log }),
  )
  closers.add(shops.stop)
  return shops
}

function servedOf({ shops, openedAt }: DemoShops): ServedShop[] {
  return shops.map(({ key, adapter }) => ({
    key,
    merchant: DEMO_MERCHANT.code,
    name: demoShopName(key.channel),
    adapter,
    since: openedAt,
    switches: { publishes: true, confirms: true },
  }))
}

/** Gives how long the shop was not polled; null where it never was. */
async function prepareDemoMerchant(engine: Engine, note: (text: string) => void): Promise<number | null> {
  await engine.merchants.create({ ...DEMO_MERCHANT, rules: FIRST_RULES })
  const gates = createGates(engine)
  try {
    const gate = await gates.open(DEMO_MERCHANT.code)
    const { skus, unitsReceived } = await setUpDemo(gate)
    note(unitsReceived === 0 ? `${skus} SKUs, stock as it was left` : `${skus} SKUs, ${unitsReceived} units in stock`)
    return await readPauseMs(gate)
  } finally {
    await gates.close()
  }
}

async function prepareConsole(note: (text: string) => void, { stop, log }: Start): Promise<void> {
  if (await consoleIsCurrent()) return note('already built')
  try {
    await buildConsole(stop)
    note('built')
  } catch (error) {
    stop.throwIfAborted()
    // The API works without it, and the reason is of more use than no program.
    log.error({ err: error }, 'going on without the console')
  }
}

/** The warehouse hand and the status line run beside the program and end before it. */
async function followProgress(serving: Serving, { config, log, closers }: Start): Promise<void> {
  const beside = new AbortController()
  const merchant = config.empty ? EMPTY_MERCHANT : DEMO_MERCHANT
  const gate = await serving.gates.open(merchant.code)
  const surroundings = { clock: systemClock, log, signal: beside.signal }
  const hand = createWarehouseHand({ gate, clock: systemClock, log })
  const work = [
    runStatusLine({ gate, shops: serving.shops, shipped: () => hand.shipped, print, ...surroundings }),
    ...(config.empty ? [] : [hand.run(beside.signal)]),
  ]
  closers.add(async () => {
    beside.abort()
    await Promise.all(work)
  })
}

interface Welcome {
  merchant: string
  link: string
  logFile: string
  again: string
}

/** What a command beside this program must be told to find it, where that is not the default. */
function flagsToRepeat(config: Config): string {
  const usual = parseConfig(['port', 'dataDir'], { flags: {}, environment: {} })
  const port = config.port === usual.port ? '' : ` --port ${config.port}`
  return config.dataDir === usual.dataDir ? port : `${port} --data-dir ${config.dataDir}`
}

function welcome({ merchant, link, logFile, again }: Welcome): string {
  const lines = [
    '',
    `Tidegate runs for ${merchant}. Sign in with this link; it works once, for 15 minutes:`,
    '',
    `  ${link}`,
    '',
    `Another link:  ${again}`,
    'Stop:          Ctrl-C (nothing is lost; npm start goes on from here)',
    'Begin anew:    npm start -- --reset',
    `Log:           ${logFile}`,
    '',
  ]
  return `${lines.join('\n')}\n`
}
