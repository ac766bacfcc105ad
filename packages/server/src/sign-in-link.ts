// The way in without passwords: a link that works once, printed to whoever may run this program.

import { openControl } from '@tidegate/engine'
import type { Engine } from '@tidegate/engine'
import { systemClock } from './clock.ts'

const OWNER_NAME = 'owner'

/** A fresh link that signs in the merchant's owner. It opens the merchant: print it, never log it. */
export async function freshSignInLink(engine: Engine, merchantCode: string, baseUrl: string): Promise<string> {
  const control = openControl(engine.control, { now: systemClock.now })
  const owner = await control.ensureUser({ merchantCode, name: OWNER_NAME, role: 'owner' })
  const { token } = await control.createSignInLink(owner.id)
  return new URL(`/sign-in?token=${token}`, baseUrl).href
}
