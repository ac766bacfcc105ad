import { isDead, paymentOf } from './model-order.ts'
import type { NaiveModel } from './naive-model.ts'
import type { Picture } from './read-picture.ts'
import type { Cast } from './random-commands.ts'

/** What the model would show of itself, in the words of `readPicture`. */
export function modelPicture(model: NaiveModel, { skus, unmapped }: Cast): Picture {
  const picture: Picture = {}
  for (const [key, order] of model.orders) {
    const units = [...order.units].toSorted(([a], [b]) => (a < b ? -1 : 1))
    picture[`order ${key}`] = JSON.stringify([paymentOf(order), isDead(order), model.holdsOf(order)])
    for (const [sku, { open, reserved, allocated, shipped, cancelled }] of units) {
      picture[`demand ${key} ${sku}`] = JSON.stringify([open, reserved, allocated, shipped, cancelled])
    }
  }
  for (const sku of [...skus, ...(model.skus.has(unmapped) ? [unmapped] : [])]) {
    const { onHand, reserved, allocated, short } = model.pool(sku)
    picture[`pool ${sku}`] = JSON.stringify([onHand, reserved, allocated, short])
  }
  for (const [place, quantity] of model.onHand) picture[`level ${place}`] = String(quantity)
  return picture
}
