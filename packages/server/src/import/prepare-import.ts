// From what a person wants of a file to the plan it runs under: the shop is made where it is new, the mapping kept.

import { shopKeyText } from '@tidegate/domain'
import type { BadRowPolicy, ImportPlan, RepeatedLinePolicy, ShopKey } from '@tidegate/domain'
import type { OpenGate } from '@tidegate/engine'
import type { ChosenMapping } from './choose-mapping.ts'
import { canBeLive } from './import-source.ts'

export interface PlanWish {
  shop: ShopKey
  chosen: Pick<ChosenMapping, 'name' | 'mapping'>
  badRows: BadRowPolicy
  repeatedLines: RepeatedLinePolicy
  sheet: string | null
  encoding: string | null
  actor: string
}

export async function makePlan(gate: Pick<OpenGate, 'imports' | 'setup'>, wish: PlanWish): Promise<ImportPlan> {
  const { shop, chosen, badRows, repeatedLines, sheet, encoding, actor } = wish
  if (shop.channel === 'import') await gate.setup.addShop({ ...shop, name: shop.shop })
  const mapping = await gate.imports.saveMapping({ name: chosen.name, content: chosen.mapping, actor })
  const { mode } = chosen.mapping
  if (mode === 'live' && !canBeLive(shop)) throw new Error(`${shopKeyText(shop)} tells its live orders itself`)
  return { shop, mode, badRows, repeatedLines, mapping, sheet, encoding }
}
