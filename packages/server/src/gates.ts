// The merchants' gates this process has open: one each, opened when first asked for.

import type { Engine, OpenGate } from '@tidegate/engine'

export interface Gates {
  open: (code: string) => Promise<OpenGate>
  /** Those of every merchant there is. */
  all: () => Promise<OpenGate[]>
  /** Takes no more commands and resolves when those taken are answered. */
  drain: () => Promise<void>
  close: () => Promise<void>
}

export interface GatesOptions {
  /** False while nothing more may be written. */
  mayTake?: () => boolean
}

export function createGates({ merchants }: Pick<Engine, 'merchants'>, options: GatesOptions = {}): Gates {
  const opened = new Map<string, Promise<OpenGate>>()
  let isClosing = false

  const open = (code: string): Promise<OpenGate> => {
    if (isClosing) return Promise.reject(new Error('the program is stopping'))
    const known = opened.get(code)
    if (known !== undefined) return known
    const gate = merchants.open(code, options)
    opened.set(code, gate)
    // A merchant that could not be opened may be by the next who asks.
    gate.catch(() => opened.delete(code))
    return gate
  }
  const settled = async (work: (gate: OpenGate) => Promise<void>): Promise<void> => {
    isClosing = true
    const gates = await Promise.allSettled(opened.values())
    await Promise.all(gates.flatMap((gate) => (gate.status === 'fulfilled' ? [work(gate.value)] : [])))
  }
  return {
    open,
    all: async () => Promise.all((await merchants.list()).map(({ code }) => open(code))),
    drain: () => settled((gate) => gate.drain()),
    close: () => settled((gate) => gate.close()),
  }
}
