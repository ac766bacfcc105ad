// One story: random commands to the model and to the real engine side by side. After each command both
// must have answered alike; after every few, both must show the same quantities.

import type { Command } from '@tidegate/domain'
import type { Engine, OpenGate } from '../index.ts'
import { keyText, NaiveModel } from './naive-model.ts'
import { drawFrom } from './draw.ts'
import type { Draw } from './draw.ts'
import { castOf, isFact, randomCommand } from './random-commands.ts'
import type { Cast } from './random-commands.ts'
import { readPicture, readWorks } from './read-picture.ts'
import { modelPicture } from './model-picture.ts'
import { tellCommand } from './tell-command.ts'

const STEPS_PER_STORY = 80
const COMPARE_EVERY_STEPS = 4
const BURST_COMMANDS_MAX = 6

export interface StoryReport {
  commands: number
  outcomes: Map<string, number>
  /** The first difference, with all that led to it; null where there was none. */
  failure: string | null
}

interface Story {
  engine: Engine
  gate: OpenGate
  cast: Cast
  draw: Draw
  model: NaiveModel
  log: string[]
  report: StoryReport
}

export async function runStory(world: { engine: Engine; gate: OpenGate }, seed: number): Promise<StoryReport> {
  const cast = castOf(`s${seed}`)
  const report: StoryReport = { commands: 0, outcomes: new Map(), failure: null }
  const story: Story = { ...world, cast, draw: drawFrom(seed), model: new NaiveModel(cast.skus), log: [], report }
  await world.gate.setup.addSkus(cast.skus.map((code) => ({ code, name: code })))
  for (let step = 0; step < STEPS_PER_STORY && report.failure === null; step += 1) {
    // eslint-disable-next-line no-await-in-loop -- a story is told in order
    await takeStep(story, step)
  }
  if (report.failure !== null) report.failure = `seed ${seed}: ${report.failure}\n${story.log.join('\n')}`
  return report
}

async function takeStep(story: Story, step: number): Promise<void> {
  const chance = story.draw(100)
  let isExact = true
  if (chance < 2) await mapUnknownSku(story)
  else if (chance < 4) await letTimePass(story)
  else {
    const burst = burstOf(story, step)
    isExact = burst.length === 1 && !isClosing(burst[0])
    await submitBurst(story, burst)
  }
  const before = { works: story.model.works, isExact }
  story.model.see(await readWorks(story.gate.database, story.cast, before))
  if (step % COMPARE_EVERY_STEPS === 0 || step === STEPS_PER_STORY - 1) await compare(story)
}

/** One snapshot may change lines and close the order: what the work held in between is nobody's business. */
function isClosing(command: Command | undefined): boolean {
  return command?.kind === 'record_order' && command.snapshot.platformState === 'closed'
}

/** Mostly one command; several go as one batch, where what each finds does not hang on locations nobody has told the model yet. */
function burstOf(story: Story, step: number): Command[] {
  const { draw, model } = story
  const first = nextCommand(story, step)
  if (isFact(first) || model.isAnyLevelShort || draw(3) > 0) return [first]
  const more = Array.from({ length: draw(BURST_COMMANDS_MAX) }, () => nextCommand(story, step))
  return [first, ...more.filter((command) => !isFact(command))]
}

function nextCommand(story: Story, step: number): Command {
  const { draw, model, cast } = story
  const works = [...model.works].filter(([, work]) => !work.isUncertain)
  if (draw(10) === 0 && works.length > 0) {
    const [fulfillmentOrderId] = works[draw(works.length)] ?? [0]
    return {
      kind: 'ship_fulfillment_order',
      actor: 'warehouse',
      fulfillmentOrderId,
      carrier: 'SF',
      trackingNumber: `SF${step}`,
    }
  }
  const command = randomCommand(draw, cast, step)
  if (command.kind !== 'expire_reservations') return command
  return model.orders.get(keyText(command.key))?.isMixed === true ? { ...command, kind: 'advance_order' } : command
}

async function submitBurst({ gate, model, log, report }: Story, commands: readonly Command[]): Promise<void> {
  const real = await Promise.all(commands.map((command) => gate.submit(command)))
  commands.forEach((command, index) => {
    const expected = model.step(command)
    const found = real[index]?.outcome ?? ''
    report.commands += 1
    report.outcomes.set(`${command.kind}: ${found}`, (report.outcomes.get(`${command.kind}: ${found}`) ?? 0) + 1)
    log.push(`${index === 0 ? '' : '  + '}${tellCommand(command)} -> ${found}`)
    if (expected !== found) report.failure ??= `the model says ${expected}, the engine ${JSON.stringify(real[index])}`
  })
}

async function mapUnknownSku({ gate, model, cast, log }: Story): Promise<void> {
  await gate.setup.addSkus([{ code: cast.unmapped, name: cast.unmapped }])
  model.skus.add(cast.unmapped)
  log.push(`SKU ${cast.unmapped} is mapped`)
}

/** An hour passes: everything is as if it had happened an hour earlier. */
async function letTimePass({ engine, gate, model, cast, log }: Story): Promise<void> {
  const schema = engine.control(`merchant_${gate.merchant.code}`)
  const ours = `${cast.name}-%`
  await engine.control`update ${schema}.orders set placed_at = placed_at - interval '1 hour' where platform_order_id like ${ours}`
  await engine.control`
    update ${schema}.reservations r set expires_at = r.expires_at - interval '1 hour'
    from ${schema}.orders o where o.id = r.order_id and r.ended_as is null and o.platform_order_id like ${ours}`
  model.timePasses()
  log.push('an hour passes')
}

async function compare({ gate, model, cast, report }: Story): Promise<void> {
  const [expected, found] = [modelPicture(model, cast), await readPicture(gate.database, cast)]
  const wrong = Object.keys({ ...expected, ...found }).filter((name) => expected[name] !== found[name])
  if (wrong.length === 0) return
  report.failure ??= wrong.map((name) => `${name}:\n  model  ${expected[name]}\n  engine ${found[name]}`).join('\n')
}
