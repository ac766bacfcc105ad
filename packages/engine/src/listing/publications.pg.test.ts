import { expect, test } from 'vitest'
import { OTHER_SHOP, SHOP, order, receive } from '../../../../tools/test-world.ts'
import { openTestEngine } from '../../../../tools/test-engine.ts'
import type { TestEngine } from '../../../../tools/test-engine.ts'
import { isSound, verify } from '../audit/verify.ts'
import { drawFrom } from '../testing/draw.ts'
import type { Draw } from '../testing/draw.ts'

const CLAIM_MS = 60_000
/** Every order has arrived, and the reading's moment is past. */
const proven = () => Date.now() + 10_000

/** A shop whose platform keeps a count of its own for SKU A: it goes down at the sale, the order comes later. */
class Platform {
  count: number
  /** Keys of changes it took: told again, it takes them for repeats. */
  private readonly taken = new Set<string>()
  private sales = 0
  private readonly waiting: { id: string; placedAt: number; quantity: number }[] = []
  private readonly world: TestEngine

  constructor(world: TestEngine, count: number) {
    this.world = world
    this.count = count
  }

  sell(quantity: number): boolean {
    if (this.count < quantity) return false
    this.count -= quantity
    this.waiting.push({ id: `sale-${(this.sales += 1)}`, placedAt: Date.now(), quantity })
    return true
  }

  async deliver(orders = this.waiting.length): Promise<void> {
    const arriving = this.waiting.splice(0, orders)
    await Promise.all(
      arriving.map(({ id, placedAt, quantity }) =>
        this.world.gate.submit(order({ id, placedAt, version: placedAt, lines: { A: quantity }, listed: true })),
      ),
    )
  }

  get publications() {
    return this.world.gate.links.publications
  }

  /** `meanwhile` happens before the answer is here: the platform may have counted before it or after. */
  async readBack(meanwhile = async (): Promise<void> => undefined, isCountedBefore = true): Promise<void> {
    const options = { before: Date.now() + 1_000, published: false, max: 10 }
    for (const { listingId } of await this.publications.beginReading(SHOP, options)) {
      const before = this.count
      await meanwhile()
      await this.publications.read(listingId, isCountedBefore ? before : this.count)
    }
  }

  /** Sends what is owed; `answer` says what became of the call. */
  async publish(
    provenUntil: number,
    answer: 'applied' | 'lost' | 'cut' = 'applied',
    isRepeated = false,
  ): Promise<number> {
    const owed = await this.publications.claimOwed(SHOP, { provenUntil, max: 10, claimMs: CLAIM_MS })
    for (const { listingId, delta, key } of owed) {
      if (answer !== 'lost' && !this.taken.has(key)) this.count += delta
      if (answer !== 'lost') this.taken.add(key)
      const failure = { listingId, error: 'no answer', retryMs: 0 }
      if (answer === 'applied') await this.publications.applied([{ listingId, units: delta }])
      else if (isRepeated) await this.publications.sendAgain(failure)
      else await this.publications.unknown(failure)
    }
    return owed.length
  }

  /** Orders all here, nothing on its way: read, compare, send, until nothing changes. */
  async settle(): Promise<void> {
    await this.deliver()
    for (let round = 0; round < 4; round += 1) {
      await this.readBack()
      await this.publications.compare(SHOP, proven())
      await this.publish(proven())
    }
  }
}

async function openShop(units: number): Promise<{ world: TestEngine; platform: Platform }> {
  const world = await openTestEngine()
  await world.gate.submit(receive('A', 'HD', units))
  await world.gate.links.listings.record(SHOP, [
    { platformItemId: 'I-A', platformSkuId: 'L-A', skuCode: 'A', title: 'Dog food', onSale: true },
  ])
  await world.gate.links.publications.enrol(SHOP)
  const platform = new Platform(world, 0)
  await platform.readBack()
  await platform.publish(proven())
  return { world, platform }
}

async function available(world: TestEngine): Promise<number> {
  const [row] = await world.gate.database<{ ats: number }[]>`
    select greatest(0, on_hand - unavailable - safety - allocated - reserved) as ats
    from pools p join skus k on k.id = p.sku_id where k.code = 'A'`
  return row?.ats ?? -1
}

test('a sale elsewhere takes off the count and never puts back what the shop sold meanwhile', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  expect(platform.count).toBe(10)
  platform.sell(3)
  await world.gate.submit(order({ id: 'elsewhere', shop: OTHER_SHOP, lines: { A: 2 } }))
  await platform.publish(Date.now())
  expect(platform.count).toBe(5)
  await platform.deliver()
  expect(await platform.publish(proven())).toBe(0)
  expect(platform.count).toBe(await available(world))
})

test('an order that closes gives back on both sides', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  platform.sell(4)
  await platform.deliver()
  platform.count += 4
  const now = Date.now()
  await world.gate.submit(
    order({ id: 'sale-1', placedAt: now, version: now + 1_000, lines: { A: 4 }, listed: true, closed: true }),
  )
  expect(await platform.publish(proven())).toBe(0)
  expect(platform.count).toBe(await available(world))
})

test('a change whose answer was cut off is settled by reading back', async () => {
  for (const answer of ['lost', 'cut'] as const) {
    const { world, platform } = await openShop(10)
    await using _ = world
    await world.gate.submit(order({ id: 'elsewhere', shop: OTHER_SHOP, lines: { A: 6 } }))
    await platform.publish(proven(), answer)
    expect(platform.count, answer).toBe(answer === 'cut' ? 4 : 10)
    expect(await platform.publish(proven()), 'nothing is sent while unsure').toBe(0)
    await platform.settle()
    expect(platform.count, answer).toBe(4)
  }
})

test('a change is no repeat of an earlier one that was like it', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  const elsewhere = { id: 'elsewhere', shop: OTHER_SHOP, lines: { A: 2 }, placedAt: Date.now(), paid: false }
  await world.gate.submit(order({ ...elsewhere, version: proven() }))
  await platform.publish(proven())
  expect(platform.count).toBe(8)
  await world.gate.submit(order({ ...elsewhere, version: proven() + 1_000, closed: true }))
  await platform.publish(proven())
  expect(platform.count).toBe(10)
  await world.gate.submit(order({ id: 'another', shop: OTHER_SHOP, lines: { A: 2 } }))
  await platform.publish(proven())
  expect(platform.count).toBe(await available(world))
})

test('a process that dies while sending leaves its change to the next one, as unsure', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  await world.gate.submit(receive('A', 'HN', 5))
  const options = { provenUntil: proven(), max: 10, claimMs: 0 }
  const [first] = await platform.publications.claimOwed(SHOP, options)
  expect(first).toMatchObject({ delta: 5, isUnsure: false })
  expect(await platform.publications.claimOwed(SHOP, options)).toEqual([{ ...first, isUnsure: true }])
})

test('a count that somebody changed on the platform is found and put right', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  platform.count = 25
  await platform.readBack()
  expect(await platform.publications.compare(SHOP, proven())).toEqual([{ listingId: expect.any(Number), drift: 15 }])
  await platform.publish(proven())
  expect(platform.count).toBe(10)
})

test('after any story of sales, changes, lost and cut calls, both sides agree', async () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { world, platform } = await openShop(200)
    await using _ = world
    const draw = drawFrom(seed)
    for (let step = 0; step < 80; step += 1) {
      const roll = draw(10)
      if (roll < 4) platform.sell(1 + draw(3))
      else if (roll < 6) await platform.deliver(draw(4))
      else if (roll < 7) await world.gate.submit(order({ id: `o${step}`, shop: OTHER_SHOP, lines: { A: 1 } }))
      else if (roll < 8) await world.gate.submit({ ...receive('A', 'HD', 2), reference: `r${step}` })
      else if (roll < 9) await platform.publish(0, (['applied', 'lost', 'cut'] as const)[draw(3)], draw(2) === 0)
      else await platform.readBack(() => busy(platform, draw), draw(2) === 0)
    }
    await platform.settle()
    expect(platform.count, `seed ${seed}`).toBe(await available(world))
    const report = await verify(world.gate.database)
    expect(isSound(report), `seed ${seed}`).toBe(true)
  }
})

async function busy(platform: Platform, draw: Draw): Promise<void> {
  if (draw(2) === 0) platform.sell(1 + draw(3))
  await platform.deliver(draw(4))
}

test('a sale that is here before the answer, and not in it, is no drift', async () => {
  const { world, platform } = await openShop(10)
  await using _ = world
  await platform.readBack(async () => {
    platform.sell(1)
    await platform.deliver()
  })
  expect(await platform.publications.compare(SHOP, proven())).toMatchObject([{ drift: 0 }])
  expect(await platform.publish(proven())).toBe(0)
  expect(platform.count).toBe(await available(world))
})
